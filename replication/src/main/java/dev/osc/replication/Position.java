// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication;

/**
 * A place in a server's log, between two transactions. Comparable with positions of the same server's log only.
 * {@link #text} is what a checkpoint stores and {@link ChangeSource#parse} reads.
 */
public interface Position extends Comparable<Position> {

    String text();
}
