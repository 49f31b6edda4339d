// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.replication.postgres;

import dev.osc.demo.DatabaseServer;
import dev.osc.it.servers.TestSchema;
import dev.osc.replication.Change;
import dev.osc.replication.ChangeStream;
import dev.osc.replication.Position;
import dev.osc.replication.postgres.PostgresChangeSource;
import dev.osc.replication.postgres.PostgresServer;
import dev.osc.replication.postgres.SlotSettings;
import dev.osc.replication.postgres.slot.SlotName;
import dev.osc.schema.Column;
import dev.osc.schema.Key;
import dev.osc.schema.KeyKind;
import dev.osc.schema.KeyShape;
import dev.osc.schema.KeyTuple;
import dev.osc.schema.Table;
import dev.osc.schema.TableName;
import dev.osc.schema.postgres.PostgresDialect;
import dev.osc.schema.postgres.PostgresKeySql;
import dev.osc.schema.postgres.PostgresTableReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/** A table of a test's database, watched by its first key. Closing it releases what the server keeps. Used by one thread. */
final class Watch implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TestSchema schema;
    private final String table;
    private final KeyShape shape;
    private final PostgresChangeSource source;
    private final ChangeStream stream;
    private final Position start;

    /** What came up to a marker, in order. */
    record Seen(List<Change.Rows> rows, List<Change.Commit> commits, Position end) {
        List<KeyTuple> keys() {
            return rows.stream().flatMap(change -> change.keys().stream()).toList();
        }
    }

    private Watch(TestSchema schema, String table, KeyShape shape, PostgresChangeSource source, Position from) {
        this.schema = schema;
        this.table = table;
        this.shape = shape;
        this.source = source;
        this.start = from;
        this.stream = source.open(from);
    }

    static Watch start(TestSchema schema, String table) throws SQLException, InterruptedException {
        return start(schema, table, SlotSettings.defaults());
    }

    static Watch start(TestSchema schema, String table, SlotSettings settings)
            throws SQLException, InterruptedException {
        KeyShape shape = shape(schema, table);
        PostgresChangeSource source = source(schema, table, shape, settings);
        return new Watch(schema, table, shape, source, source.start());
    }

    /** The slot as it is, by a source that did not make it. */
    static Watch resume(TestSchema schema, String table, Position from) throws SQLException {
        KeyShape shape = shape(schema, table);
        return new Watch(schema, table, shape, source(schema, table, shape, SlotSettings.defaults()), from);
    }

    /** Ends the stream and leaves the slot, as a run does that is killed. */
    void abandon() {
        stream.close();
    }

    static PostgresChangeSource source(TestSchema schema, String table) throws SQLException {
        return source(schema, table, shape(schema, table), SlotSettings.defaults());
    }

    static PostgresChangeSource source(TestSchema schema, String table, KeyShape shape, SlotSettings settings) {
        return new PostgresChangeSource(
                server(schema.server().server(), schema.name()),
                new TableName("public", table),
                shape,
                name(schema, table),
                settings);
    }

    static String name(TestSchema schema, String table) {
        return SlotName.of(schema.name(), new TableName("public", table));
    }

    static PostgresServer server(DatabaseServer server, String database) {
        Properties properties = new Properties();
        properties.setProperty("user", "postgres");
        properties.setProperty("sslmode", "disable");
        return new PostgresServer(
                "127.0.0.1:" + server.port(),
                "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + database,
                () -> properties);
    }

    /** The table's first key: the primary key where there is one. */
    static KeyShape shape(TestSchema schema, String table) throws SQLException {
        try (Connection connection = schema.connect()) {
            Table read = new PostgresTableReader()
                    .read(connection, new TableName("public", table))
                    .orElseThrow();
            return shape(read, read.keys().getFirst());
        }
    }

    static KeyShape shape(Table table, Key key) {
        List<KeyShape.Part> parts = new ArrayList<>();
        for (Key.Part part : key.parts()) {
            Column column = table.column(String.valueOf(part.column())).orElseThrow();
            parts.add(new KeyShape.Part(column, column.name(), kind(column), part.descending()));
        }
        return new KeyShape(key.name(), parts);
    }

    private static KeyKind kind(Column column) {
        return switch (column.type().name()) {
            case "smallint", "integer", "bigint" -> KeyKind.SIGNED;
            case "text", "character varying" -> KeyKind.TEXT;
            default -> KeyKind.LITERAL;
        };
    }

    PostgresChangeSource source() {
        return source;
    }

    ChangeStream stream() {
        return stream;
    }

    Position started() {
        return start;
    }

    String slot() {
        return name(schema, table);
    }

    /** Everything up to the log's present end. */
    Seen drain() throws InterruptedException {
        return drainTo(source.end());
    }

    Seen drainTo(Position marker) throws InterruptedException {
        List<Change.Rows> rows = new ArrayList<>();
        List<Change.Commit> commits = new ArrayList<>();
        while (true) {
            switch (stream.poll(PATIENCE)) {
                case null ->
                    throw new AssertionError("the stream did not reach " + marker + "; came: " + rows + commits);
                case Change.Rows change -> rows.add(change);
                case Change.Commit commit -> {
                    commits.add(commit);
                    if (commit.end().compareTo(marker) >= 0) {
                        return new Seen(rows, commits, commit.end());
                    }
                }
                case Change.Turned _ -> throw new AssertionError("no swap was to come");
                case Change.Progress progress -> {
                    if (progress.end().compareTo(marker) >= 0) {
                        return new Seen(rows, commits, progress.end());
                    }
                }
            }
        }
    }

    /** The next change that is not progress. */
    Change next() throws InterruptedException {
        while (true) {
            Change change = stream.poll(PATIENCE);
            if (change == null) {
                throw new AssertionError("nothing came");
            }
            if (!(change instanceof Change.Progress)) {
                return change;
            }
        }
    }

    /** The keys that the table holds, by the types' own output functions. */
    Set<KeyTuple> stored() throws SQLException {
        PostgresKeySql sql = PostgresKeySql.ofSource(shape);
        Set<KeyTuple> keys = new LinkedHashSet<>();
        try (Connection connection = schema.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'; SET extra_float_digits = 3; SET DateStyle = 'ISO';"
                    + " SET IntervalStyle = 'postgres'; SET bytea_output = 'hex'; SET search_path = ''");
            try (ResultSet row = statement.executeQuery("SELECT " + sql.selectList("") + " FROM "
                    + new PostgresDialect().quote(new TableName("public", table)))) {
                while (row.next()) {
                    keys.add(sql.read(row, 1));
                }
            }
        }
        return keys;
    }

    static KeyTuple key(long id) {
        return KeyTuple.ofLong(id);
    }

    static KeyTuple key(String text) {
        return KeyTuple.builder().add(text.getBytes(StandardCharsets.UTF_8)).build();
    }

    @Override
    public void close() {
        stream.close();
        source.release();
    }
}
