// SPDX-License-Identifier: Apache-2.0
/** The pool that every engine's writing lanes draw their sessions from. */
@NullMarked
package dev.osc.engine.pool;

import org.jspecify.annotations.NullMarked;
