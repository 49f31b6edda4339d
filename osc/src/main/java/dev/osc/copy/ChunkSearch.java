// SPDX-License-Identifier: Apache-2.0
package dev.osc.copy;

import dev.osc.checkpoint.Lane;
import dev.osc.replay.Culprit;
import dev.osc.schema.KeyRange;
import dev.osc.schema.SqlFailures;
import dev.osc.sync.Chunk;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the row that the copy of a chunk failed on, by halving its range until one row is left; every try is rolled back.
 * Stateless.
 */
final class ChunkSearch {

    private final ChunkVerbs verbs;
    private final SqlFailures failures;

    ChunkSearch(ChunkVerbs verbs, SqlFailures failures) {
        this.verbs = verbs;
        this.failures = failures;
    }

    /** Null when no row fails any more: somebody changed it meanwhile. */
    @Nullable
    Culprit find(Lane lane, Chunk chunk) throws SQLException, InterruptedException {
        KeyRange suspect = chunk.range();
        while (true) {
            KeyRange range = suspect;
            ChunkVerbs.Middle middle = lane.read(connection -> Optional.ofNullable(verbs.middle(connection, range)))
                    .orElse(null);
            if (middle == null) {
                return null;
            }
            KeyRange lower = new KeyRange(range.low(), middle.key());
            SQLException failure = attempt(lane, lower, chunk.redo());
            if (failure != null && middle.rows() == 1) {
                return new Culprit(middle.key(), failure);
            }
            suspect = failure != null ? lower : new KeyRange(middle.key(), range.high());
        }
    }

    private @Nullable SQLException attempt(Lane lane, KeyRange range, boolean redo)
            throws SQLException, InterruptedException {
        try {
            lane.read(connection -> {
                if (redo) {
                    verbs.clear(connection, range);
                }
                return verbs.copy(connection, range);
            });
            return null;
        } catch (SQLException failure) {
            return failures.kindOf(failure) == SqlFailures.Kind.UNFIT_ROW ? failure : null;
        }
    }
}
