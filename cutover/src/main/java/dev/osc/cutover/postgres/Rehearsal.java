// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.postgres;

import dev.osc.cutover.postgres.estate.Dependent.Hinders;
import dev.osc.cutover.postgres.estate.Estate;
import dev.osc.cutover.postgres.estate.Succession;
import dev.osc.cutover.postgres.estate.TableLock;
import dev.osc.cutover.postgres.estate.Trial;
import dev.osc.schema.Dialect;
import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tries what the swap will do with views, keys, triggers, policies, rules and functions on the shadow, long before the swap and
 * without touching the tables that the application uses: the shadow gets the source's name in a schema of its own, the other
 * tables get empty doubles there, and all of it is rolled back. One transaction, one thread.
 *
 * <p>The statements name tables with their schemas, so a double is put in a table's place by its qualified name; within a text
 * constant that is another text, and nobody minds here.
 */
final class Rehearsal {

    private static final String SCHEMA = "osc_rehearsal_";

    private final Connection connection;
    private final Dialect dialect;
    private final Succession succession;
    /** From qualified names as statements have them, to doubles. */
    private final Map<String, String> doubles = new HashMap<>();

    private final Map<String, String> schemas = new HashMap<>();
    private final List<String> absent = new ArrayList<>();

    private record Place(String schema, String table, boolean isTable) {}

    Rehearsal(Connection connection, Dialect dialect, Succession succession) {
        this.connection = connection;
        this.dialect = dialect;
        this.succession = succession;
    }

    /** What the new definition does not bear. */
    List<Hinders> of(Estate estate) throws SQLException {
        List<Hinders> hindrances = new ArrayList<>();
        Savepoint before = connection.setSavepoint();
        try (CataloguePath _ = CataloguePath.on(connection)) {
            stage(estate);
            for (Trial trial : estate.trials()) {
                String sql = onStage(trial.sql());
                if (absent.stream().noneMatch(sql::contains)) {
                    tried(trial, sql, hindrances);
                }
            }
        } finally {
            connection.rollback(before);
        }
        return hindrances;
    }

    private void stage(Estate estate) throws SQLException {
        TableName source = succession.source();
        TableName shadow =
                new TableName(schemaFor(source.schema()), succession.shadow().table());
        execute("ALTER TABLE " + dialect.quote(succession.shadow()) + " SET SCHEMA " + dialect.quote(shadow.schema()));
        execute("ALTER TABLE " + dialect.quote(shadow) + " RENAME TO " + dialect.quote(source.table()));
        String onStage = dialect.quote(new TableName(shadow.schema(), source.table()));
        doubles.put(dialect.quote(source), onStage);
        doubles.put(spelled(source), onStage);
        for (TableLock lock : estate.locks()) {
            doubled(lock.table());
        }
    }

    /** A view is left to the trial that creates it. */
    private void doubled(String table) throws SQLException {
        Place place = place(table);
        String name = dialect.quote(new TableName(schemaFor(place.schema()), place.table()));
        doubles.put(table, name);
        if (place.isTable()) {
            Savepoint before = connection.setSavepoint();
            try {
                execute("CREATE TABLE " + name + " (LIKE " + table + " INCLUDING INDEXES)");
            } catch (SQLException e) {
                // a role that may not read it may not copy it
                connection.rollback(before);
                absent.add(name);
            }
        } else {
            // so that one that is only replaced meets the columns that it has now
            execute("CREATE VIEW " + name + " AS SELECT * FROM " + table);
        }
    }

    private void tried(Trial trial, String sql, List<Hinders> hindrances) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            if (sql.startsWith("CREATE VIEW ")) {
                String name = doubles.get(trial.name());
                execute("DROP VIEW " + name + " CASCADE");
            }
            execute(sql);
        } catch (SQLException e) {
            connection.rollback(before);
            hindrances.add(new Hinders(
                    trial.kind(),
                    trial.name(),
                    "it does not fit the new table: "
                            + String.valueOf(e.getMessage()).replaceAll("\\s+", " "),
                    "drop it before the change and create it again, as it then must be, afterwards"));
        }
    }

    private String onStage(String sql) {
        String staged = sql;
        for (Map.Entry<String, String> entry : doubles.entrySet()) {
            Pattern whole = Pattern.compile("(?<![\\w$\".])" + Pattern.quote(entry.getKey()) + "(?![\\w$\"])");
            staged = whole.matcher(staged).replaceAll(Matcher.quoteReplacement(entry.getValue()));
        }
        return staged;
    }

    private String schemaFor(String schema) throws SQLException {
        String known = schemas.get(schema);
        if (known != null) {
            return known;
        }
        String created = SCHEMA + schemas.size();
        schemas.put(schema, created);
        execute("CREATE SCHEMA " + created);
        return created;
    }

    /** As the server writes it, with no more quotes than needed. */
    private String spelled(TableName table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT format('%I.%I', ?::text, ?::text)")) {
            statement.setString(1, table.schema());
            statement.setString(2, table.table());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private Place place(String table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT n.nspname, c.relname, c.relkind <> 'v' FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE c.oid = ?::regclass")) {
            statement.setString(1, table);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Place(row.getString(1), row.getString(2), row.getBoolean(3));
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }
}
