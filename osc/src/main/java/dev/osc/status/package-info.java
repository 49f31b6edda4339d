// SPDX-License-Identifier: Apache-2.0
/**
 * Where a run stands, as one value that display, console, page, metrics and hooks all show: {@link dev.osc.status.StatusBoard} is told
 * by the run and looks at its counters, {@link dev.osc.status.Status} is what it saw.
 */
@NullMarked
package dev.osc.status;

import org.jspecify.annotations.NullMarked;
