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
import dev.osc.replication.postgres.PostgresServer;
import dev.osc.replication.postgres.SlotSettings;
import dev.osc.schema.TableName;
import java.sql.SQLException;
import java.util.Properties;

/** What the user needs, who is not the superuser: REPLICATION, CREATE on the database, the table. */
@ServersOf(Product.POSTGRESQL)
final class PrivilegesTest {

    private static PostgresChangeSource sourceAs(TestSchema schema, String user) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        PostgresServer server =
                new PostgresServer("the server", schema.jdbcUrl().replaceAll("user=[^&]*&?", ""), () -> properties);
        return new PostgresChangeSource(
                server,
                new TableName("public", "t"),
                Watch.shape(schema, "t"),
                Watch.name(schema, "t"),
                SlotSettings.defaults());
    }

    @OnEachServer
    void theOwnerWithReplicationDoes(TestSchema schema) throws SQLException, InterruptedException {
        String user = "app_" + schema.name();
        schema.execute(
                "CREATE ROLE " + user + " LOGIN REPLICATION",
                "CREATE TABLE t (id int PRIMARY KEY)",
                "ALTER TABLE t OWNER TO " + user,
                "GRANT CREATE ON DATABASE " + schema.name() + " TO " + user);
        try {
            var source = sourceAs(schema, user);
            try (var stream = source.open(source.start())) {
                schema.execute("INSERT INTO t VALUES (1)");
                assertThat(Drained.keys(source, stream)).containsExactly(key(1));
                schema.execute(
                        "SELECT pg_terminate_backend(active_pid, 5000) FROM pg_replication_slots WHERE database = '"
                                + schema.name() + "'");
                schema.execute("INSERT INTO t VALUES (2)");
                assertThat(Drained.keys(source, stream)).containsExactly(key(2));
            } finally {
                source.release();
            }
            SlotStartTest.assertNothingLeft(schema);
        } finally {
            schema.execute("DROP OWNED BY " + user, "DROP ROLE " + user);
        }
    }

    @OnEachServer
    void withoutThemItSaysWhatIsMissing(TestSchema schema) throws SQLException {
        String user = "app_" + schema.name();
        schema.execute("CREATE ROLE " + user + " LOGIN", "CREATE TABLE t (id int PRIMARY KEY)");
        try {
            String[] missing = {
                "ALTER TABLE t OWNER TO " + user,
                "GRANT CREATE ON DATABASE " + schema.name() + " TO " + user,
                "ALTER ROLE " + user + " REPLICATION",
            };
            for (String next : missing) {
                assertThatThrownBy(sourceAs(schema, user)::start)
                        .isInstanceOf(StreamException.class)
                        .hasMessageContaining("ALTER ROLE … REPLICATION");
                SlotStartTest.assertNothingLeft(schema);
                schema.execute(next);
            }
        } finally {
            schema.execute("DROP OWNED BY " + user, "DROP ROLE " + user);
        }
    }

    @OnEachServer(options = {"max_replication_slots=1", "wal_level=logical"})
    void withoutAFreeSlotItSaysSo(TestSchema schema) throws SQLException {
        schema.execute("CREATE TABLE t (id int PRIMARY KEY)", "SELECT pg_create_physical_replication_slot('theirs')");
        try {
            assertThatThrownBy(sourceAs(schema, "postgres")::start)
                    .isInstanceOf(StreamException.class)
                    .hasMessageContaining("max_replication_slots");
            assertThat(schema.rows("SELECT pubname FROM pg_publication")).isEmpty();
        } finally {
            schema.execute("SELECT pg_drop_replication_slot('theirs')");
        }
    }

    @OnEachServer(options = "wal_level=replica")
    void withoutLogicalDecodingItSaysSo(TestSchema schema) throws SQLException {
        schema.execute("CREATE TABLE t (id int PRIMARY KEY)");
        assertThatThrownBy(sourceAs(schema, "postgres")::start)
                .isInstanceOf(StreamException.class)
                .hasMessageContaining("wal_level=logical");
        assertThat(schema.rows("SELECT pubname FROM pg_publication")).isEmpty();
    }
}
