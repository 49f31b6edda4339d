// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.direct;

import java.util.List;

/** Whether and how a change can be made on the table itself. */
public sealed interface Course {

    /**
     * @param why in a few words
     * @param moves in order; none where nothing is to be done
     * @param trial an ALTER TABLE that the last move will make among others, worth trying (and taking back) before rows are
     *     read for long; empty where there is none
     */
    record Gentle(String why, List<Move> moves, String trial) implements Course {
        public Gentle {
            moves = List.copyOf(moves);
        }

        /** Whether the catalogue alone changes. */
        boolean instant() {
            return moves.stream().allMatch(Move.Brief.class::isInstance);
        }
    }

    /** @param reason names the action, in a sentence without a full stop */
    record None(String reason) implements Course {}
}
