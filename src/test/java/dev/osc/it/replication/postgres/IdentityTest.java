// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.replication.postgres;

import static dev.osc.it.replication.postgres.Watch.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import dev.osc.replication.StreamException;
import dev.osc.replication.postgres.PostgresChangeSource;
import dev.osc.replication.postgres.SlotSettings;
import dev.osc.schema.KeyShape;
import dev.osc.schema.Table;
import dev.osc.schema.TableName;
import dev.osc.schema.postgres.PostgresTableReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Replica identities (trap 40): what can be followed is, what cannot is refused before the application notices. */
@ServersOf(Product.POSTGRESQL)
final class IdentityTest {

    private static KeyShape shape(TestSchema schema, String index) throws SQLException {
        try (Connection connection = schema.connect()) {
            Table table = new PostgresTableReader()
                    .read(connection, new TableName("public", "t"))
                    .orElseThrow();
            return Watch.shape(
                    table,
                    table.keys().stream()
                            .filter(key -> key.name().equals(index))
                            .findFirst()
                            .orElseThrow());
        }
    }

    private static PostgresChangeSource source(TestSchema schema, String index) throws SQLException {
        return Watch.source(schema, "t", shape(schema, index), SlotSettings.defaults());
    }

    @OnEachServer
    void anIndexOfTheUsersChoice(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(
                "CREATE TABLE t (id int PRIMARY KEY, code int NOT NULL, v int)",
                "CREATE UNIQUE INDEX \"by code\" ON t (code) INCLUDE (v)",
                "ALTER TABLE t REPLICA IDENTITY USING INDEX \"by code\"");
        var source = source(schema, "by code");
        try (var stream = source.open(source.start())) {
            schema.execute(
                    "INSERT INTO t VALUES (1, 7, 0)",
                    "UPDATE t SET v = 1",
                    "UPDATE t SET code = 8",
                    "UPDATE t SET id = 2",
                    "DELETE FROM t");
            assertThat(Drained.keys(source, stream)).containsExactly(key(7), key(7), key(7), key(8), key(8), key(8));
        } finally {
            source.release();
        }
        assertThatThrownBy(source(schema, "t_pkey")::start)
                .isInstanceOf(StreamException.class)
                .hasMessageContaining("ALTER TABLE public.t REPLICA IDENTITY USING INDEX \"t_pkey\"");
        SlotStartTest.assertNothingLeft(schema);
    }

    @OnEachServer
    void allColumns(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(
                "CREATE TABLE t (id int PRIMARY KEY, g int GENERATED ALWAYS AS (id * 2) STORED, v int, UNIQUE (v))",
                "ALTER TABLE t ALTER v SET NOT NULL",
                "ALTER TABLE t REPLICA IDENTITY FULL");
        for (String index : List.of("t_pkey", "t_v_key")) {
            var source = source(schema, index);
            boolean primary = index.equals("t_pkey");
            try (var stream = source.open(source.start())) {
                schema.execute("INSERT INTO t VALUES (1, DEFAULT, 5)", "UPDATE t SET v = 6", "DELETE FROM t");
                assertThat(Drained.keys(source, stream))
                        .containsExactlyElementsOf(
                                primary ? List.of(key(1), key(1), key(1)) : List.of(key(5), key(5), key(6), key(6)));
            } finally {
                source.release();
            }
        }
    }

    @OnEachServer
    void nothingIsRefusedAndTheApplicationGoesOn(TestSchema schema) throws SQLException {
        schema.execute("CREATE TABLE t (id int PRIMARY KEY)", "ALTER TABLE t REPLICA IDENTITY NOTHING");
        assertThatThrownBy(source(schema, "t_pkey")::start)
                .isInstanceOf(StreamException.class)
                .hasMessageContaining("ALTER TABLE public.t REPLICA IDENTITY USING INDEX \"t_pkey\"");
        SlotStartTest.assertNothingLeft(schema);
        schema.execute("INSERT INTO t VALUES (1)", "DELETE FROM t");
    }

    /** Before 18 a generated column is never published; a key that needs one is refused, one beside it is not. */
    @OnEachServer
    void generatedColumnsOfTheIdentity(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(
                "CREATE TABLE t (id int UNIQUE NOT NULL, g int GENERATED ALWAYS AS (id * 2) STORED, PRIMARY KEY (g, id))");
        boolean published = schema.rows("SELECT current_setting('server_version_num')::int >= 180000")
                .contains("t");
        var beside = source(schema, "t_id_key");
        try (var stream = beside.open(beside.start())) {
            schema.execute("INSERT INTO t VALUES (1)", "UPDATE t SET id = 2", "DELETE FROM t");
            assertThat(Drained.keys(beside, stream)).containsExactly(key(1), key(1), key(2), key(2));
        } finally {
            beside.release();
        }
        var within = source(schema, "t_pkey");
        if (published) {
            try (var stream = within.open(within.start())) {
                schema.execute("INSERT INTO t VALUES (1)", "DELETE FROM t");
                assertThat(Drained.keys(within, stream)).hasSize(2);
            } finally {
                within.release();
            }
        } else {
            assertThatThrownBy(within::start).hasMessageContaining("generated column");
        }
        SlotStartTest.assertNothingLeft(schema);
    }

    /** 18 would refuse the application's own UPDATE, whoever publishes. */
    @OnEachServer
    void whatWouldMakeTheApplicationFailIsRefused(TestSchema schema) throws SQLException, InterruptedException {
        boolean virtual = schema.rows("SELECT current_setting('server_version_num')::int >= 180000")
                .contains("t");
        schema.execute(
                "CREATE TABLE t (id int PRIMARY KEY, g int GENERATED ALWAYS AS (id * 2) "
                        + (virtual ? "VIRTUAL" : "STORED") + ")",
                "ALTER TABLE t REPLICA IDENTITY FULL");
        var source = source(schema, "t_pkey");
        if (virtual) {
            assertThatThrownBy(source::start)
                    .isInstanceOf(StreamException.class)
                    .hasMessageContaining("generated");
            SlotStartTest.assertNothingLeft(schema);
        } else {
            source.start();
            schema.execute("INSERT INTO t VALUES (1)", "DELETE FROM t");
            source.release();
        }
    }
}
