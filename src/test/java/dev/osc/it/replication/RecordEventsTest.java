// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.replication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.TestSchema;
import dev.osc.replication.Change;
import dev.osc.replication.binlog.BinlogPosition;
import dev.osc.replication.binlog.BinlogStream;
import dev.osc.replication.binlog.EventInterpreter;
import dev.osc.replication.binlog.LogCursor;
import dev.osc.replication.binlog.event.RawEvent;
import dev.osc.replication.queue.ChangeSink;
import dev.osc.schema.Column;
import dev.osc.schema.KeyShape;
import dev.osc.schema.KeyTuple;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Records the events that the decoder's unit tests read: run with {@code -Dosc.record=<folder>}, then move the files to the
 * replication module's test resources.
 */
@EnabledIfSystemProperty(named = "osc.record", matches = ".+", disabledReason = "records test data, tests nothing")
final class RecordEventsTest {

    private static final String EVERY_OTHER_TYPE = """
            CREATE TABLE t (f1 BIT(10), f2 FLOAT, f3 DOUBLE, f4 TINYTEXT, f5 TEXT, f6 MEDIUMBLOB, f7 LONGTEXT, f8 JSON, f9 POINT,
                f10 DECIMAL(30,12), f11 BIT(64), f12 TINYINT, f13 SMALLINT, f14 MEDIUMINT, f15 BIGINT, id INT PRIMARY KEY,
                b1 TIME(3), b2 DATETIME(6), b3 TIMESTAMP(1) NULL, b4 DATE, b5 YEAR, b6 ENUM('q','r'), b7 SET('s','t'),
                b8 CHAR(255) CHARACTER SET utf8mb4, b9 VARBINARY(300), b10 BINARY(3), b11 TIME, b12 TIMESTAMP NULL, b13 DATETIME,
                b14 VARCHAR(20), n INT)""";

    private static final String FILLED = """
            INSERT INTO t VALUES (b'1000000001', 1.5, -2.5, 'tiny', REPEAT('x', 300), 'medium', 'long', '{"a": [1, {"b": "c"}]}',
                ST_GeomFromText('POINT(1 2)'), -3.25, b'1', -1, -2, -3, -4, 1, '-01:02:03.004', '2024-01-02 03:04:05.6',
                '2024-01-02 03:04:05', '2024-01-02', 2024, 'r', 's,t', 'wide', 'v', 'b', '01:02:03', '2024-01-02 03:04:05',
                '2024-01-02 03:04:05', 'short', 7)""";

    private final List<String> lines = new ArrayList<>();

    @OnEachServer
    void recordsKeyTypes(TestSchema schema) throws SQLException, IOException, InterruptedException {
        lines.add(
                "# a table for each key type, all its values in one INSERT; keys as the server's own expressions give them");
        for (String type : KeyTypesTest.TYPES) {
            String definition = KeyTypesTest.definition(type);
            schema.execute(
                    "SET sql_mode = ''",
                    "DROP TABLE IF EXISTS t",
                    "CREATE TABLE t (n INT, k " + KeyTypesTest.notNull(definition) + ", PRIMARY KEY (k))");
            List<String> rows = KeyTypesTest.values(type).stream()
                    .map(value -> "(1, " + value + ")")
                    .toList();
            record(
                    schema,
                    definition,
                    "SET sql_mode = '', time_zone = '+03:00'",
                    "INSERT INTO t VALUES " + String.join(", ", rows));
        }
        write("keys", schema);
    }

    @OnEachServer
    void recordsImages(TestSchema schema) throws SQLException, IOException, InterruptedException {
        lines.add("# one table with columns of all types under the three row images: the key is 1, then 2");
        schema.execute(EVERY_OTHER_TYPE);
        for (String image : new String[] {"FULL", "NOBLOB", "MINIMAL"}) {
            record(
                    schema,
                    image,
                    "SET SESSION binlog_row_image = " + image + ", sql_mode = ''",
                    FILLED,
                    "UPDATE t SET n = 8, f8 = JSON_SET(f8, '$.a[0]', 2)",
                    "UPDATE t SET id = 2, f5 = NULL, b8 = NULL",
                    "DELETE FROM t");
        }
        if (schema.server().name().contains("8.0")) {
            record(
                    schema,
                    "PARTIAL_JSON",
                    "SET SESSION binlog_row_value_options = 'PARTIAL_JSON', sql_mode = ''",
                    FILLED,
                    "UPDATE t SET f8 = JSON_SET(f8, '$.a[0]', 2)",
                    "UPDATE t SET id = 2, f8 = JSON_REMOVE(f8, '$.a[0]')",
                    "DELETE FROM t");
        }
        write("images", schema);
    }

    @OnEachServer(options = {"gtid_mode=ON", "enforce_gtid_consistency=ON"})
    void recordsTransactions(TestSchema schema) throws SQLException, IOException, InterruptedException {
        lines.add("# transactions of a server with GTIDs: what each means stands in MySqlEventsTest");
        schema.execute("CREATE TABLE t (id INT PRIMARY KEY)", "CREATE TABLE other (id INT PRIMARY KEY)");
        schema.execute("CREATE TABLE plain (id INT PRIMARY KEY) ENGINE = MyISAM");
        record(schema, "one", "INSERT INTO t VALUES (1)");
        record(schema, "other", "INSERT INTO other VALUES (1)");
        record(
                schema,
                "savepoint",
                "START TRANSACTION",
                "INSERT INTO t VALUES (2), (3)",
                "SAVEPOINT s",
                "INSERT INTO t VALUES (4)",
                "ROLLBACK TO SAVEPOINT s",
                "COMMIT");
        record(schema, "withoutXid", "INSERT INTO plain VALUES (1)");
        record(schema, "rotation", "FLUSH BINARY LOGS", "INSERT INTO t VALUES (5)");
        record(schema, "definition", "ALTER TABLE other ADD COLUMN n INT");
        record(
                schema,
                "prepare",
                "XA START 'a','b'",
                "INSERT INTO t VALUES (6)",
                "XA END 'a','b'",
                "XA PREPARE 'a','b'");
        record(schema, "xaCommit", "XA COMMIT 'a','b'");
        record(
                schema,
                "prepareAgain",
                "XA START 'a','b'",
                "INSERT INTO t VALUES (7)",
                "XA END 'a','b'",
                "XA PREPARE 'a','b'");
        record(schema, "xaRollback", "XA ROLLBACK 'a','b'");
        record(schema, "onePhase", "XA START 'c'", "INSERT INTO t VALUES (8)", "XA END 'c'", "XA COMMIT 'c' ONE PHASE");
        record(schema, "truncate", "TRUNCATE TABLE t");
        write("transactions", schema);
    }

    /** Runs statements in one session, and writes down what they logged and which keys the table's rows had. */
    private void record(TestSchema schema, String what, String... statements)
            throws SQLException, InterruptedException {
        KeyShape shape = Watch.shape(schema, "t");
        var source = Watch.source(schema, "t", shape, Watch.settings());
        Recorder recorder = new Recorder((BinlogPosition) source.end());
        List<KeyTuple> keys = new ArrayList<>();
        try (BinlogStream stream = BinlogStream.open(
                        Watch.server(schema, "root", ""), Watch.settings(), "recorder", recorder::into);
                Watch watch = Watch.fromEnd(schema, "t")) {
            schema.execute(statements);
            BinlogPosition end = (BinlogPosition) source.end();
            while (recorder.end().compareTo(end) < 0) {
                stream.poll(Duration.ofMillis(10));
            }
            keys.addAll(watch.stored());
        }
        Column column = shape.parts().getFirst().column();
        lines.add(String.join(
                "|",
                "part",
                what,
                schema.name(),
                String.valueOf(column.ordinal()),
                column.type().name(),
                column.type().definition(),
                shape.parts().getFirst().kind().name()));
        recorder.events.forEach(event -> lines.add("event " + event.type() + " " + event.flags() + " "
                + event.nextPosition() + " " + HexFormat.of().formatHex(event.body())));
        keys.forEach(key -> lines.add(key.toString()));
    }

    private void write(String what, TestSchema schema) throws IOException, SQLException {
        String version = schema.rows("SELECT VERSION()").getFirst().replace("-log", "");
        Path file = Path.of(System.getProperty("osc.record")).resolve(what + "-" + version + ".txt");
        assertThat(lines).hasSizeGreaterThan(1);
        Files.write(file, lines);
        lines.clear();
    }

    /** Keeps the events that are in the log, and interprets nothing. */
    private static final class Recorder implements EventInterpreter {
        private final List<RawEvent> events = new CopyOnWriteArrayList<>();
        private final LogCursor cursor;

        Recorder(BinlogPosition from) {
            this.cursor = new LogCursor(from);
        }

        EventInterpreter into(ChangeSink sink) {
            sink.put(new Change.Progress(cursor.end(), cursor.end()));
            return this;
        }

        @Override
        public void connected(long server, boolean again) {}

        @Override
        public synchronized void accept(RawEvent event) {
            cursor.advance(event);
            if (event.nextPosition() != 0 && event.type() != 27) {
                events.add(event);
            }
        }

        @Override
        public boolean passesOver(long tableId) {
            return false;
        }

        @Override
        public void restart() {}

        @Override
        public BinlogPosition boundary() {
            return cursor.boundary();
        }

        @Override
        public synchronized BinlogPosition end() {
            return cursor.end();
        }
    }
}
