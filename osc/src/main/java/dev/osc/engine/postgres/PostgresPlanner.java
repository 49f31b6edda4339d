// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres;

import dev.osc.engine.postgres.alter.Statement;
import dev.osc.engine.postgres.preflight.MissingTable;
import dev.osc.engine.postgres.session.Ask;
import dev.osc.engine.postgres.session.PostgresConnector;
import dev.osc.engine.postgres.session.ServerZone;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.plan.NamedTable;
import dev.osc.plan.Planner;
import dev.osc.plan.TableChange;
import dev.osc.schema.Table;
import dev.osc.schema.TableName;
import dev.osc.schema.postgres.PostgresTableReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From a statement's text to a change, on PostgreSQL: cut into actions here, understood by the server. */
final class PostgresPlanner implements Planner {

    private final PostgresConnector connector;
    private final ServerZone zone;

    PostgresPlanner(PostgresConnector connector, ServerZone zone) {
        this.connector = connector;
        this.zone = zone;
    }

    /** A table without a schema is looked for along the search path, as the server does. */
    @Override
    public TableName tableOf(String change, String database, String table) {
        NamedTable named = table.isEmpty() ? named(change) : parsed(table);
        if (named.schema() != null) {
            return new TableName(named.schema(), named.table());
        }
        String sql = """
                SELECT nspname FROM unnest(current_schemas(false)) WITH ORDINALITY AS s(nspname, n)
                 ORDER BY NOT EXISTS (SELECT FROM pg_class c JOIN pg_namespace p ON p.oid = c.relnamespace
                                       WHERE p.nspname = s.nspname AND c.relname = ? AND c.relkind IN ('r', 'p', 'v', 'm', 'f')), n
                 LIMIT 1""";
        try (Connection connection = connector.plain()) {
            return new TableName(
                    Optional.ofNullable(Ask.text(connection, sql, named.table()))
                            .orElse("public"),
                    named.table());
        } catch (SQLException e) {
            throw connector.refused(e);
        }
    }

    private static NamedTable named(String change) {
        @Nullable NamedTable named = statement(change).table();
        if (named == null) {
            throw new OscException(
                    ExitCode.USAGE,
                    "which table? there is no --table, and the change is not one ALTER TABLE statement",
                    "give --table and the actions, or one whole ALTER TABLE or CREATE INDEX statement");
        }
        return named;
    }

    /** As typed after --table: SQL's own spelling, or the bare name of a table that has capitals. */
    private static NamedTable parsed(String table) {
        String[] parts = table.contains("\"") ? new String[0] : table.split("\\.", -1);
        return switch (parts.length) {
            case 1 -> new NamedTable(null, parts[0]);
            case 2 -> new NamedTable(parts[0], parts[1]);
            default -> named("ALTER TABLE " + table + " CLUSTER");
        };
    }

    private static Statement statement(String change) {
        try {
            return Statement.read(change);
        } catch (Statement.Unreadable e) {
            throw new OscException(
                    ExitCode.SYNTAX,
                    "the change can't be read: " + e.getMessage(),
                    "give one ALTER TABLE or CREATE INDEX statement, or --table and the actions");
        }
    }

    @Override
    public Table source(Connection connection, TableName name) throws SQLException {
        Optional<Table> found = new PostgresTableReader().read(connection, name);
        return found.isPresent() ? found.get() : MissingTable.tell(connection, name);
    }

    @Override
    public TableChange read(Table source, String change) {
        Statement statement = statement(change);
        NamedTable named = statement.table();
        boolean another = named != null
                && !(named.table().equals(source.name().table())
                        && (named.schema() == null
                                || named.schema().equals(source.name().schema())));
        if (another) {
            throw new OscException(
                    ExitCode.USAGE,
                    "the ALTER names table " + named + ", but the table to change is " + source.name(),
                    "name the same one, or give the actions alone");
        }
        return new PostgresChange(connector::plain, source, statement, zone);
    }
}
