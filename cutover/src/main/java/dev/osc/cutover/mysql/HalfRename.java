// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.mysql;

import dev.osc.cutover.Swap;
import dev.osc.cutover.SwapSession;
import dev.osc.schema.Dialect;
import dev.osc.schema.TableName;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a server before 8.0 leaves that crashed within RENAME: it renames one table after the other, each first in the engine, then
 * its definition's file, and logs the statement when all is done (seen on 5.7.22: {@code HalfSwapTest}).
 *
 * <p>So it is undone, not finished, and without a trace in the log: replicas have never heard of the rename.
 */
final class HalfRename {

    private static final Logger log = LoggerFactory.getLogger(HalfRename.class);
    private static final int NO_PRIVILEGE = 1227;

    private final SwapSession control;
    private final Dialect dialect;
    private final Swap swap;

    HalfRename(SwapSession control, Dialect dialect, Swap swap) {
        this.control = control;
        this.dialect = dialect;
        this.swap = swap;
    }

    /** A table whose file bears another name than the engine's table: no statement mends that. Says what does. */
    Optional<String> torn(SwapTables tables) throws SQLException {
        if (tables.source() && !tables.retired() && !inEngine(swap.source())) {
            return Optional.of(mended(swap.source(), swap.retired()));
        }
        if (!tables.source() && tables.shadow() && tables.retired() && !inEngine(swap.shadow())) {
            return Optional.of(mended(swap.shadow(), swap.source()));
        }
        return Optional.empty();
    }

    /** A query that needs the engine's figures leaves out tables that the engine does not know. */
    private boolean inEngine(TableName table) throws SQLException {
        return !control.rows(
                        "SELECT TABLE_ROWS FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?",
                        SwapSessions.SHORT,
                        table.schema(),
                        table.table())
                .isEmpty();
    }

    private static String mended(TableName file, TableName engine) {
        return "the server crashed within RENAME TABLE: the file " + file.table() + ".frm in the directory "
                + file.schema() + " of its data directory should be called " + engine.table()
                + ".frm, as InnoDB calls the table (characters other than letters, digits and _ are encoded in both); rename"
                + " that file, then FLUSH TABLES, and drop neither table";
    }

    void undo() throws SQLException {
        String statement = "RENAME TABLE " + dialect.quote(swap.retired()) + " TO " + dialect.quote(swap.source());
        if (unlogged()) {
            try {
                control.execute(statement, SwapSessions.SHORT);
            } finally {
                control.execute("SET SESSION sql_log_bin = 1", SwapSessions.SHORT);
            }
            log.warn("{}: the server crashed within RENAME TABLE; the table has its name again", swap.source());
        } else {
            // the application waits for its table
            control.execute(statement, SwapSessions.SHORT);
            log.warn(
                    "{}: the server crashed within RENAME TABLE; the table has its name again. Replicas, which never lost it,"
                            + " will stop at this statement and must skip it, as SUPER is missing to keep it out of the log: {}",
                    swap.source(),
                    statement);
        }
    }

    private boolean unlogged() throws SQLException {
        try {
            control.execute("SET SESSION sql_log_bin = 0", SwapSessions.SHORT);
            return true;
        } catch (SQLException e) {
            if (e.getErrorCode() != NO_PRIVILEGE) {
                throw e;
            }
            return false;
        }
    }
}
