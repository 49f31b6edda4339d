// SPDX-License-Identifier: Apache-2.0
/**
 * The replay: the change stream's keys are marked, their visibility is settled, they are placed against the frontier,
 * and flushed by state. One thread reads, one settles and places, several flush; all meet in {@link
 * dev.osc.replay.SyncMonitor}.
 */
@NullMarked
package dev.osc.replay;

import org.jspecify.annotations.NullMarked;
