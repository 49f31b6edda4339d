// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication;

/**
 * A place in a server's log, between two transactions. Comparable with positions of the same server's log only.
 * {@link #text} is what a checkpoint stores and {@link ChangeSource#parse} reads.
 */
public interface Position extends Comparable<Position> {

    String text();

    /** Whether both are of one server's log: only then they compare. */
    default boolean sameLog(Position other) {
        return true;
    }

    /** Whether a reader that stands here has passed the marker. Never so while it reads another server's log. */
    default boolean reached(Position marker) {
        return sameLog(marker) && compareTo(marker) >= 0;
    }
}
