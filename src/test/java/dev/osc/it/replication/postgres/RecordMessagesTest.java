// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.replication.postgres;

import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Records the messages that the decoder's unit tests read: run with {@code -Dosc.record=<folder>}, then move the files to the
 * replication module's test resources.
 */
@ServersOf(Product.POSTGRESQL)
@EnabledIfSystemProperty(named = "osc.record", matches = ".+", disabledReason = "records test data, tests nothing")
final class RecordMessagesTest {

    private static final String SLOT = "recorded";

    private final List<String> lines = new ArrayList<>(
            List.of(
                    "# messages of pgoutput, one a line, in the parts that TableEventsTest names: what each means stands there"));

    @OnEachServer(options = "logical_decoding_work_mem=64kB")
    void records(TestSchema schema) throws SQLException, IOException {
        schema.execute(
                "CREATE TYPE mood AS ENUM ('sad', 'ok')",
                "CREATE TABLE t (id int PRIMARY KEY, v int, note text, m mood)",
                "CREATE TABLE k (a int, b text, v mood, PRIMARY KEY (b, a))",
                "ALTER TABLE k ALTER b SET STORAGE EXTERNAL",
                "CREATE TABLE other (id int)",
                "CREATE PUBLICATION t FOR TABLE t",
                "CREATE PUBLICATION k FOR TABLE k",
                "SELECT pg_create_logical_replication_slot('" + SLOT + "', 'pgoutput')");
        record(
                schema,
                "rows",
                "t",
                "INSERT INTO t VALUES (1, 7, 'n', 'ok')",
                "UPDATE t SET v = NULL",
                "UPDATE t SET id = -2147483648, note = 'é🐬'",
                "DELETE FROM t");
        record(
                schema,
                "several",
                "t",
                "BEGIN; INSERT INTO t VALUES (1); INSERT INTO other VALUES (1); SAVEPOINT a;"
                        + " INSERT INTO t VALUES (2); ROLLBACK TO a; INSERT INTO t VALUES (3); COMMIT");
        schema.execute("ALTER TABLE t REPLICA IDENTITY FULL");
        record(schema, "full", "t", "UPDATE t SET id = 4 WHERE id = 3", "DELETE FROM t WHERE id = 4");
        schema.execute("ALTER TABLE t REPLICA IDENTITY DEFAULT");
        record(
                schema,
                "others",
                "t",
                "INSERT INTO other VALUES (2)",
                "SELECT pg_logical_emit_message(true, 'osc', '')",
                "SELECT pg_logical_emit_message(false, 'outbox', 'content')",
                "SELECT pg_replication_origin_create('o')",
                "SELECT pg_replication_origin_session_setup('o')",
                "INSERT INTO t VALUES (8)");
        record(schema, "truncate", "t", "INSERT INTO t VALUES (5)", "TRUNCATE t, other");
        record(
                schema,
                "altered",
                "t",
                "INSERT INTO t VALUES (6)",
                "ALTER TABLE t ADD COLUMN n int",
                "INSERT INTO t VALUES (7)");
        record(
                schema,
                "out of line",
                "k",
                "INSERT INTO k SELECT 1, string_agg(md5(i::text), ''), 'sad' FROM generate_series(1, 65) i",
                "UPDATE k SET v = 'ok'",
                "UPDATE k SET a = 2",
                "DELETE FROM k");
        recordStreamed(schema);
        schema.execute("SELECT pg_drop_replication_slot('" + SLOT + "')");
        String server = schema.server().name();
        Files.write(
                Path.of(System.getProperty("osc.record"), server.substring(0, server.indexOf(' ')) + ".txt"), lines);
    }

    private void recordStreamed(TestSchema schema) throws SQLException {
        schema.execute("CREATE TABLE wide (id int PRIMARY KEY, w text)", "ALTER TABLE wide ALTER w SET STORAGE PLAIN");
        boolean lists = schema.rows("SELECT current_setting('server_version_num')::int >= 150000")
                .contains("t");
        if (lists) {
            schema.execute("CREATE PUBLICATION wide FOR TABLE wide (id)");
            record(
                    schema,
                    "streamed",
                    "wide",
                    "BEGIN; INSERT INTO wide SELECT i, repeat('x', 4000) FROM generate_series(1, 20) i; SAVEPOINT a;"
                            + " INSERT INTO wide SELECT i, repeat('x', 4000) FROM generate_series(21, 40) i; ROLLBACK TO a;"
                            + " INSERT INTO wide SELECT i, repeat('x', 4000) FROM generate_series(41, 60) i; COMMIT",
                    "BEGIN; INSERT INTO wide SELECT i, repeat('x', 4000) FROM generate_series(61, 80) i; ROLLBACK");
        }
    }

    private void record(TestSchema schema, String part, String publication, String... statements) throws SQLException {
        changes(schema, publication);
        schema.execute(statements);
        lines.add("part|" + part);
        lines.addAll(changes(schema, publication));
    }

    private static List<String> changes(TestSchema schema, String publication) throws SQLException {
        return schema.rows("SELECT encode(data, 'hex') FROM pg_logical_slot_get_binary_changes('" + SLOT
                + "', NULL, NULL, 'proto_version', '2', 'publication_names', '" + publication
                + "', 'messages', 'true', 'streaming', 'on')");
    }
}
