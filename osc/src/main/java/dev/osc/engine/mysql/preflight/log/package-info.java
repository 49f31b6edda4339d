// SPDX-License-Identifier: Apache-2.0
/** Checks of the binary log: what it must hold, and for how long. */
@NullMarked
package dev.osc.engine.mysql.preflight.log;

import org.jspecify.annotations.NullMarked;
