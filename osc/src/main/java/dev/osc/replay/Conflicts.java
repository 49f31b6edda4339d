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
import org.jspecify.annotations.Nullable;

/**
 * Proves a duplicate before it is reported (I9): only rows that the source itself holds at one moment, and that
 * collide under the new definition, end the run, and they are shown. So is a row that does not fit. Thread-safe.
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

    public SqlFailures failures() {
        return failures;
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
                    table + " is untouched; make the rows differ or give up the unique key, and run again",
                    failure);
        }
        if (found.stale().isEmpty() && attempt >= UNEXPLAINED) {
            throw refused(failure, "writing rows");
        }
        return found;
    }

    /** What a flush that failed for good ends the run with. */
    OscException ofFlush(Lane lane, FlushVerb verb, Collection<KeyTuple> keys, SQLException failure)
            throws SQLException, InterruptedException {
        return failures.kindOf(failure) == SqlFailures.Kind.UNFIT_ROW
                ? unfit(lane, new BatchSearch(verb, failures).find(lane, keys), failure)
                : refused(failure, "replaying changes");
    }

    /** A row that the new definition does not take, by its key where it could be found. */
    public OscException unfit(Lane lane, @Nullable Culprit culprit, SQLException failure)
            throws SQLException, InterruptedException {
        String row = culprit == null
                ? "a row"
                : "the row with " + lane.read(connection -> collisions.describe(connection, culprit.key()));
        return new OscException(
                ExitCode.DATA_CONFLICT,
                table + ": " + row + " does not fit the new definition: "
                        + reason(culprit == null ? failure : culprit.failure()),
                table
                        + " is untouched; change that row (there may be more like it) or the new definition, and run again",
                failure);
    }

    /** "Data too long for column 'name' at row 1": the number counts the rows of a statement that nobody sees. */
    private static String reason(SQLException failure) {
        return String.valueOf(failure.getMessage())
                .replaceFirst("^Data truncation: ", "")
                .replaceFirst(" at row \\d+$", "");
    }

    /** A statement that fails whatever the rows are. */
    public OscException refused(SQLException failure, String doing) {
        if (kindOf(failure) == SqlFailures.Kind.OTHER_DEFINITION) {
            return changed(table, failure);
        }
        return new OscException(
                ExitCode.SERVER_FAILED,
                "the server refused a statement of the change of " + table + " while " + doing + ": "
                        + failure.getMessage(),
                table + " is untouched; mend what the server says, and run again",
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
