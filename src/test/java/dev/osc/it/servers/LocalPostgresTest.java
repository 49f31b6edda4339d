// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.osc.demo.LocalPostgres;
import dev.osc.demo.LocalServer;
import dev.osc.demo.LocalServerException;
import dev.osc.demo.ServerHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

@ServersOf(Product.POSTGRESQL)
final class LocalPostgresTest extends LocalServerContract {

    private static final String DECODING =
            "SELECT pg_create_logical_replication_slot(current_database() || '_s', 'pgoutput')";

    LocalPostgresTest() {
        super(Product.POSTGRESQL);
    }

    @Override
    LocalServer start(Path home, Path dataDirectory, Map<String, String> options) {
        return LocalPostgres.start(home, dataDirectory, options);
    }

    @OnEachServer
    void isTheServerItIsCalledAndDecodesItsLog(TestSchema schema) throws SQLException {
        assertThat(schema.rows("SHOW server_version").getFirst())
                .startsWith(schema.server().name().replace("postgresql-", "") + ".");
        assertThat(schema.rows("SELECT current_database(), current_user, getdatabaseencoding()"))
                .containsExactly(schema.name() + "|postgres|UTF8");
        assertThat(schema.rows("SELECT setting FROM pg_settings WHERE name IN ('wal_level', 'listen_addresses')"
                        + " ORDER BY name"))
                .containsExactly("127.0.0.1", "logical");
        assertThat(schema.rows("SELECT slot_name FROM " + DECODING.substring("SELECT ".length())))
                .containsExactly(schema.name() + "_s");
    }

    @OnEachServer(options = {"max-connections=17", "wal_level=replica"})
    void takesOptionsOverItsOwn(TestSchema schema) throws SQLException {
        assertThat(schema.rows("SELECT current_setting('max_connections'), current_setting('wal_level')"))
                .containsExactly("17|replica");
    }

    @OnEachServer
    void dropsADatabaseThatIsInUse(TestSchema schema) throws SQLException {
        var name = schema.name();
        try (var idle = schema.connect()) {
            schema.execute(DECODING, "CREATE TABLE t (id int)");
            schema.execute("BEGIN", "INSERT INTO t VALUES (1)", "PREPARE TRANSACTION 'left behind'");

            schema.close();

            assertThat(idle.isValid(1)).isFalse();
        }
        try (var other = schema.server().freshSchema()) {
            assertThat(other.rows("SELECT datname FROM pg_database WHERE datname = '" + name + "'"))
                    .isEmpty();
            assertThat(other.rows("SELECT slot_name FROM pg_replication_slots WHERE database = '" + name + "'"))
                    .isEmpty();
        }
    }

    @Test
    void runsAsAnotherWhereTheJvmIsRoots() throws IOException {
        var self = ProcessHandle.current().info().user().orElseThrow();
        try (var server = product(any())) {
            assertThat(ProcessHandle.of(server.pid()).orElseThrow().info().user())
                    .hasValue("root".equals(self) ? "nobody" : self);
            assertThat(Files.getPosixFilePermissions(server.dataDirectory().resolve("data")))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
            assertThat(Files.getOwner(server.dataDirectory()).getName()).isEqualTo(self);
        }
    }

    @Test
    void saysWhenThatOneCannotReachItsData() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "the server runs as the user of this JVM");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));

        assertThatThrownBy(() -> start(ServerHome.of(any()), folder.resolve("data"), Map.of()))
                .isInstanceOf(LocalServerException.class)
                .hasMessageContaining("cannot read " + folder);
    }

    private static LocalServer product(String name) {
        return Product.POSTGRESQL.start(name, Map.of());
    }
}
