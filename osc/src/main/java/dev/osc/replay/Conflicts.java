// SPDX-License-Identifier: Apache-2.0
package dev.osc.replay;

import dev.osc.checkpoint.Lane;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.schema.KeyRange;
import dev.osc.schema.KeyTuple;
import dev.osc.schema.SqlFailures;
import dev.osc.schema.TableName;
import java.sql.SQLException;
import java.util.Collection;

/**
 * Proves a duplicate before it is reported (I9). Only rows that the source itself holds at one moment, and that
 * collide under the new definition, end the run, and they are shown. Thread-safe.
 */
public final class Conflicts {

    /** Duplicates that nobody can explain this often in a row end the run: the server's message is all there is. */
    private static final int UNEXPLAINED = 20;

    private final TableName table;
    private final Collisions collisions;
    private final SqlFailures failures;

    public Conflicts(TableName table, Collisions collisions, SqlFailures failures) {
        this.table = table;
        this.collisions = collisions;
        this.failures = failures;
    }

    public SqlFailures.Kind kindOf(SQLException failure) {
        return failures.kindOf(failure);
    }

    /** What stands in a chunk's way. */
    public Collisions.Found ofChunk(Lane lane, KeyRange range, SQLException failure, int attempt)
            throws SQLException, InterruptedException {
        return judged(lane.read(connection -> collisions.ofChunk(connection, range)), failure, attempt);
    }

    /** What stands in a flush's way. */
    Collisions.Found ofKeys(Lane lane, Collection<KeyTuple> keys, SQLException failure, int attempt)
            throws SQLException, InterruptedException {
        return judged(lane.read(connection -> collisions.ofKeys(connection, keys)), failure, attempt);
    }

    private Collisions.Found judged(Collisions.Found found, SQLException failure, int attempt) {
        if (!found.conflict().isEmpty()) {
            throw new OscException(
                    ExitCode.DATA_CONFLICT,
                    table + " holds rows that the new definition calls duplicates:\n  "
                            + String.join("\n  ", found.conflict()),
                    "the table is untouched; make the rows differ or give up the unique key, then start again",
                    failure);
        }
        if (found.stale().isEmpty() && attempt >= UNEXPLAINED) {
            throw refused(failure, "writing rows");
        }
        return found;
    }

    /** A row that the new definition does not take; or a definition that is not the one the run began with. */
    public OscException refused(SQLException failure, String doing) {
        if (kindOf(failure) == SqlFailures.Kind.OTHER_DEFINITION) {
            return changed(table, failure);
        }
        return new OscException(
                ExitCode.DATA_CONFLICT,
                "the server refused a row of " + table + " while " + doing + ": " + failure.getMessage(),
                "the table is untouched; change the row or the new definition, then start again",
                failure);
    }

    /** Someone else changed what a statement of the run named. */
    public static OscException changed(TableName table, SQLException failure) {
        return new OscException(
                ExitCode.TABLE_CHANGED,
                "someone changed " + table + " or its shadow while the migration ran: " + failure.getMessage(),
                "the table is as its owner left it; start again",
                failure);
    }
}
