// SPDX-License-Identifier: Apache-2.0
package dev.osc.run;

import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.plan.Migration;
import dev.osc.replication.StreamException;
import dev.osc.schema.TableName;
import java.sql.SQLException;

/** Puts what ended a run before its time into the words and the exit code that its user gets. */
final class Ending {

    private Ending() {}

    /** What ended the run, whoever threw it. */
    static OscException of(TableName table, Throwable reason) {
        return switch (reason) {
            case OscException known -> known;
            case InterruptedException stopped ->
                new OscException(
                        ExitCode.ABORTED, "the change of " + table + " was stopped", table + " is untouched", stopped);
            case StreamException.TableChanged changed ->
                new OscException(
                        ExitCode.TABLE_CHANGED,
                        String.valueOf(changed.getMessage()),
                        "osc has changed nothing of " + table + "; see that nobody else alters it, and run again",
                        changed);
            case StreamException stream ->
                new OscException(
                        ExitCode.STREAM_LOST,
                        "the change stream of " + table + " can't go on: " + stream.getMessage(),
                        table + " is untouched; mend what it says, and run again",
                        stream);
            case SQLException sql ->
                new OscException(
                        ExitCode.SERVER_FAILED,
                        "the server failed a statement of the change of " + table + ": " + sql.getMessage(),
                        table + " is untouched; see the server's error log, and run again",
                        sql);
            default ->
                new OscException(
                        ExitCode.INTERNAL,
                        "an error in osc itself while it changed " + table + ": " + reason,
                        table + " is untouched; please report this, with what --verbose says",
                        reason);
        };
    }

    /**
     * Whether what a run of a shadow has done is of use to the next one.
     *
     * @param ended as {@link #of} puts the reason
     */
    static boolean resumable(OscException ended) {
        if (ended.getCause() instanceof StreamException stream) {
            // the others say that something is lost; this one that the log could not be reached
            return stream.getClass() == StreamException.class;
        }
        return switch (ended.code()) {
            case ABORTED,
                    HOOK_FAILED,
                    SERVER_FAILED,
                    NOT_SWAPPED,
                    MISMATCH,
                    ALREADY_RUNNING,
                    UNREACHABLE,
                    ACCESS_DENIED,
                    INTERNAL,
                    UNDETERMINED -> true;
            default -> false;
        };
    }

    /** The same, and what a run that had built its shadow leaves behind. */
    static OscException leaving(Migration migration, OscException ended, boolean resumable) {
        TableName source = migration.source().name();
        if (resumable) {
            return ended.and(
                    "nothing done is lost: the same command goes on where this one ended; be it soon, the server's log is"
                            + " needed for it. To give it up: 'osc cleanup --table " + source.table()
                            + "' with the same --url");
        }
        return ended.and("left behind: " + migration.shadow().name()
                + "; drop it with 'osc cleanup --table "
                + source.table()
                + "' and the same --url before the next run");
    }
}
