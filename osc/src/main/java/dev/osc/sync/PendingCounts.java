// SPDX-License-Identifier: Apache-2.0
package dev.osc.sync;

/**
 * How many pending keys wait for what, for a status display.
 *
 * @param unsettled for their changes to become visible
 * @param unplaced settled, to be classified against the frontier
 * @param waiting for the chunk in flight that covers them
 * @param ready to be flushed
 * @param flushing in a batch that is out
 */
public record PendingCounts(int unsettled, int unplaced, int waiting, int ready, int flushing) {}
