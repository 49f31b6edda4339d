// SPDX-License-Identifier: Apache-2.0
/** What sessions of every engine have in common: the pool of the writing lanes, and why a server cannot be reached. */
@NullMarked
package dev.osc.engine.session;

import org.jspecify.annotations.NullMarked;
