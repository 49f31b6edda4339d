// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql;

import dev.osc.engine.mysql.preflight.NameCheck;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.plan.ParsedAlter;
import dev.osc.schema.Table;
import dev.osc.schema.TableName;
import dev.osc.schema.mysql.MySqlDialect;
import dev.osc.schema.mysql.MySqlTableReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The empty shadow: CREATE TABLE … LIKE, then the user's ALTER on it, where a wrong one costs nothing. */
final class ShadowTable {

    /** "Failed to update check_constraints dictionary object". */
    private static final int CHECK_NAME_TOO_LONG = 3507;

    private final MySqlDialect dialect = new MySqlDialect();
    private final Connection connection;
    private final TableName source;
    private final ShadowChecks checks;

    ShadowTable(Connection connection, TableName source) {
        this.connection = connection;
        this.source = source;
        this.checks = new ShadowChecks(connection, source);
    }

    /** @throws OscException when the server refuses the change; no shadow is left then */
    Table create(ParsedAlter change) throws SQLException {
        create();
        try (Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE " + dialect.quote(source.shadow()) + " "
                    + onShadow(change).sql());
            return read();
        } catch (SQLException refusal) {
            drop();
            throw checks.held(change, refusal).orElseGet(() -> refused(source, refusal));
        }
    }

    /** The change as it is to be made on what has been created. */
    ParsedAlter onShadow(ParsedAlter change) {
        return checks.onShadow(change);
    }

    /** As {@link #create()}, to try something on and to be dropped again; the next run drops it for a process that has died. */
    Table rehearsal() throws SQLException {
        create();
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "ALTER TABLE " + dialect.quote(source.shadow()) + " COMMENT = '" + NameCheck.REHEARSAL + "'");
            return read();
        }
    }

    /** As the source is, empty. */
    Table create() throws SQLException {
        if (NameCheck.rehearsal(connection, source.shadow())) {
            drop();
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + dialect.quote(source.shadow()) + " LIKE " + dialect.quote(source));
            named();
            return read();
        } catch (SQLException refusal) {
            throw refusal.getErrorCode() == CHECK_NAME_TOO_LONG ? checks.tooLong() : refused(source, refusal);
        }
    }

    private void named() throws SQLException {
        try {
            checks.name();
        } catch (SQLException | OscException e) {
            drop();
            throw e;
        }
    }

    private Table read() throws SQLException {
        return new MySqlTableReader()
                .read(connection, source.shadow())
                .orElseThrow(() -> new SQLException(source.shadow() + " vanished after it was created"));
    }

    void drop() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS " + dialect.quote(source.shadow()));
        }
    }

    /** The server's own refusal of a change. */
    static OscException refused(TableName source, SQLException refusal) {
        ExitCode code = switch (refusal.getErrorCode()) {
            case 1054, 1091, 1072, 1176 -> ExitCode.NO_SUCH_COLUMN;
            case CHECK_NAME_TOO_LONG -> ExitCode.UNSUPPORTED_TABLE;
            case 1142, 1143, 1044, 1227 -> ExitCode.MISSING_PRIVILEGE;
            // --read-only, --super-read-only; read-only mode
            case 1290, 1836 -> ExitCode.SERVER_SETTING;
            default -> ExitCode.SYNTAX;
        };
        return new OscException(
                        code,
                        "the server refuses the change of " + source + ": " + refusal.getMessage(),
                        code == ExitCode.SERVER_SETTING
                                ? "run osc against the server that takes writes"
                                : "mend the change and run again",
                        refusal)
                .and("(" + source + " is untouched, nothing is left behind)");
    }
}
