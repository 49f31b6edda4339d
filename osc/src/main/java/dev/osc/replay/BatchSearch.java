// SPDX-License-Identifier: Apache-2.0
package dev.osc.replay;

import dev.osc.checkpoint.Lane;
import dev.osc.schema.KeyTuple;
import dev.osc.schema.SqlFailures;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the row that a flush failed on, by halving its batch until one key is left; every try is rolled back. Stateless.
 */
final class BatchSearch {

    private final FlushVerb verb;
    private final SqlFailures failures;

    BatchSearch(FlushVerb verb, SqlFailures failures) {
        this.verb = verb;
        this.failures = failures;
    }

    /** Null when no row fails any more: somebody changed it meanwhile. */
    @Nullable
    Culprit find(Lane lane, Collection<KeyTuple> keys) throws SQLException, InterruptedException {
        List<KeyTuple> suspects = List.copyOf(keys);
        while (!suspects.isEmpty()) {
            int half = (suspects.size() + 1) / 2;
            List<KeyTuple> tried = suspects.subList(0, half);
            SQLException failure = attempt(lane, tried);
            if (failure != null && suspects.size() == 1) {
                return new Culprit(suspects.getFirst(), failure);
            }
            suspects = failure != null ? tried : suspects.subList(half, suspects.size());
        }
        return null;
    }

    private @Nullable SQLException attempt(Lane lane, List<KeyTuple> keys) throws SQLException, InterruptedException {
        try {
            lane.read(connection -> verb.flush(connection, keys, List.of()));
            return null;
        } catch (SQLException failure) {
            return failures.kindOf(failure) == SqlFailures.Kind.UNFIT_ROW ? failure : null;
        }
    }
}
