// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.replication;

import dev.osc.it.servers.TestSchema;
import dev.osc.replication.Change;
import dev.osc.replication.ChangeStream;
import dev.osc.replication.Position;
import dev.osc.replication.binlog.BinlogServer;
import dev.osc.replication.binlog.StreamSettings;
import dev.osc.replication.binlog.Tls;
import dev.osc.replication.binlog.group.BinlogChangeSource;
import dev.osc.replication.binlog.group.LogProduct;
import dev.osc.replication.binlog.statement.WatchedTable;
import dev.osc.replication.mariadb.MariaDbLog;
import dev.osc.replication.mysql.MySqlLog;
import dev.osc.schema.Column;
import dev.osc.schema.Key;
import dev.osc.schema.KeyKind;
import dev.osc.schema.KeyShape;
import dev.osc.schema.KeyTuple;
import dev.osc.schema.TableName;
import dev.osc.schema.mysql.MySqlDialect;
import dev.osc.schema.mysql.MySqlKeySql;
import dev.osc.schema.mysql.MySqlTableReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** A table of a test's schema, watched by its first key. Used by one thread. */
final class Watch implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TestSchema schema;
    private final String table;
    private final KeyShape shape;
    private final BinlogChangeSource source;
    private final ChangeStream stream;

    /** What came up to a marker, in order. */
    record Seen(List<Change.Rows> rows, List<Change.Commit> commits, Position end) {
        List<KeyTuple> keys() {
            return rows.stream().flatMap(change -> change.keys().stream()).toList();
        }
    }

    private Watch(TestSchema schema, String table, KeyShape shape, BinlogChangeSource source, Position from) {
        this.schema = schema;
        this.table = table;
        this.shape = shape;
        this.source = source;
        this.stream = source.open(from);
    }

    /** From a start position on. */
    static Watch start(TestSchema schema, String table) throws SQLException, InterruptedException {
        KeyShape shape = shape(schema, table);
        BinlogChangeSource source = source(schema, table, shape, settings());
        return new Watch(schema, table, shape, source, source.start());
    }

    /** From the log's end, for a table that nobody has written to yet. */
    static Watch fromEnd(TestSchema schema, String table) throws SQLException {
        KeyShape shape = shape(schema, table);
        BinlogChangeSource source = source(schema, table, shape, settings());
        return new Watch(schema, table, shape, source, source.end());
    }

    static Watch from(TestSchema schema, String table, Position from, StreamSettings settings) throws SQLException {
        KeyShape shape = shape(schema, table);
        return new Watch(schema, table, shape, source(schema, table, shape, settings), from);
    }

    static StreamSettings settings() {
        return StreamSettings.defaults(new Random());
    }

    static BinlogChangeSource source(TestSchema schema, String table, KeyShape shape, StreamSettings settings) {
        return new BinlogChangeSource(
                log(schema),
                server(schema, "root", ""),
                schema.server().server()::connect,
                new WatchedTable(new TableName(schema.name(), table), false),
                shape,
                settings);
    }

    /** As another user, for both kinds of connection. */
    static BinlogChangeSource sourceAs(TestSchema schema, String table, String user, String password)
            throws SQLException {
        String url = "jdbc:mysql://127.0.0.1:" + schema.server().server().port()
                + "/?sslMode=DISABLED&allowPublicKeyRetrieval=true";
        return new BinlogChangeSource(
                log(schema),
                server(schema, user, password),
                () -> DriverManager.getConnection(url, user, password),
                new WatchedTable(new TableName(schema.name(), table), false),
                shape(schema, table),
                settings());
    }

    static LogProduct log(TestSchema schema) {
        return schema.server().name().startsWith("mariadb-") ? new MariaDbLog() : new MySqlLog();
    }

    static BinlogServer server(TestSchema schema, String user, String password) {
        return new BinlogServer(
                "127.0.0.1",
                schema.server().server().port(),
                user,
                () -> password,
                Tls.of(Tls.Mode.DISABLED),
                Duration.ofSeconds(5),
                Duration.ofSeconds(9));
    }

    /** The table's first key: the primary key where there is one. */
    static KeyShape shape(TestSchema schema, String table) throws SQLException {
        try (Connection connection = schema.connect()) {
            var read = new MySqlTableReader()
                    .read(connection, new TableName(schema.name(), table))
                    .orElseThrow();
            Key key = read.keys().getFirst();
            List<KeyShape.Part> parts = new ArrayList<>();
            for (Key.Part part : key.parts()) {
                Column column = read.column(String.valueOf(part.column())).orElseThrow();
                parts.add(new KeyShape.Part(column, column.name(), kind(column), part.descending()));
            }
            return new KeyShape(key.name(), parts);
        }
    }

    private static KeyKind kind(Column column) {
        return switch (column.type().name()) {
            case "tinyint", "smallint", "mediumint", "int", "bigint" ->
                column.type().unsigned() ? KeyKind.UNSIGNED : KeyKind.SIGNED;
            case "enum", "set", "year", "bit" -> KeyKind.UNSIGNED;
            case "char", "varchar" -> KeyKind.TEXT;
            case "binary", "varbinary" -> KeyKind.BYTES;
            default -> KeyKind.LITERAL;
        };
    }

    BinlogChangeSource source() {
        return source;
    }

    ChangeStream stream() {
        return stream;
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

    /** The keys that the table holds, as the server's own expressions give them. */
    Set<KeyTuple> stored() throws SQLException {
        MySqlKeySql sql = MySqlKeySql.ofSource(shape);
        Set<KeyTuple> keys = new LinkedHashSet<>();
        try (Connection connection = schema.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET time_zone = '+00:00'");
            try (ResultSet row = statement.executeQuery("SELECT " + sql.selectList() + " FROM "
                    + new MySqlDialect().quote(table) + " ORDER BY " + sql.order())) {
                while (row.next()) {
                    keys.add(sql.read(row, 1));
                }
            }
        }
        return keys;
    }

    @Override
    public void close() {
        stream.close();
    }
}
