// SPDX-License-Identifier: Apache-2.0
/** MySQL's parts of an {@link dev.osc.engine.Engine}: statements, settlers, preflight, planning. */
@NullMarked
package dev.osc.engine.mysql;

import org.jspecify.annotations.NullMarked;
