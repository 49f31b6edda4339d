// SPDX-License-Identifier: Apache-2.0
package dev.osc.run;

import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.progress.Counters;
import dev.osc.replay.SyncMonitor;
import dev.osc.replication.ChangeSource;
import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches how much log the server keeps for this run: on servers that never forget what a reader has not read, a full disk
 * would stop them. At half of what is allowed it warns, at three quarters the copy waits, at all of it the run ends.
 * Confined to one thread.
 */
final class RetainedLog {

    private static final Logger log = LoggerFactory.getLogger(RetainedLog.class);

    private final TableName table;
    private final ChangeSource changes;
    private final SyncMonitor sync;
    private final Counters counters;
    private final long most;
    private boolean warned;
    private boolean held;

    /** @param most bytes */
    RetainedLog(TableName table, ChangeSource changes, SyncMonitor sync, Counters counters, long most) {
        this.table = table;
        this.changes = changes;
        this.sync = sync;
        this.counters = counters;
        this.most = most;
    }

    /** @throws OscException when it is too much */
    void look(Connection connection) throws SQLException {
        OptionalLong retained = changes.retained(connection);
        if (retained.isEmpty()) {
            return;
        }
        long bytes = retained.getAsLong();
        counters.retainedLog.set(bytes);
        if (bytes >= most) {
            throw new OscException(
                    ExitCode.STREAM_LOST,
                    "the server has to keep " + mebibytes(bytes) + " of its log for the change of " + table
                            + ", more than --max-slot-wal allows; ended, and the slot dropped, before its disk is full",
                    table + " is untouched; end transactions that stay open for long (they hold the log too), or give"
                            + " --max-slot-wal more, and run again");
        }
        if (bytes >= most / 2 && !warned) {
            log.warn(
                    "{}: the server keeps {} of its log for this run, half of --max-slot-wal; a transaction that stays open"
                            + " for long, or more changes than can be replayed, holds it",
                    table,
                    mebibytes(bytes));
        }
        warned = bytes >= most / 2;
        boolean hold = bytes >= most / 4 * 3;
        if (hold != held) {
            held = hold;
            sync.holdCopy(hold);
            log.warn("{}: the copy {}: {} of log are kept", table, hold ? "waits" : "goes on", mebibytes(bytes));
        }
    }

    private static String mebibytes(long bytes) {
        return (bytes >> 20) + " MiB";
    }
}
