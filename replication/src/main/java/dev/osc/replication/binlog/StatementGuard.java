// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog;

import dev.osc.replication.StreamException;
import dev.osc.replication.binlog.statement.LoggedStatement;
import dev.osc.replication.binlog.statement.StatementScreen;
import dev.osc.replication.binlog.statement.Verdict;
import dev.osc.replication.binlog.statement.WatchedTable;

/** Ends the stream at a logged statement that changes the watched table's definition or writes to it unseen. Immutable. */
public final class StatementGuard {

    private static final int SHOWN = 120;

    private final WatchedTable watched;
    private final StatementScreen screen;

    public StatementGuard(WatchedTable watched) {
        this.watched = watched;
        this.screen = new StatementScreen(watched);
    }

    /** @param end where the statement's event ends, for the message */
    public void pass(LoggedStatement statement, BinlogPosition end) {
        switch (screen.judge(statement)) {
            case Verdict.Harmless harmless -> {}
            case Verdict.TableChanged changed ->
                throw new StreamException.TableChanged(changed.what() + " of " + watched.name()
                        + " by someone else (binary log before " + end + "): " + shown(statement)
                        + "; start the migration anew when that is done");
            case Verdict.UnloggedWrite write ->
                throw new StreamException.Unreadable(
                        "a write to " + watched.name() + " may be missing from the binary log before "
                                + end + ": " + write.why() + ": " + shown(statement)
                                + "; have every session write with binlog_format=ROW and start the migration anew");
        }
    }

    private static String shown(LoggedStatement statement) {
        String sql = statement.sql();
        return sql.length() <= SHOWN ? sql : sql.substring(0, SHOWN) + "…";
    }
}
