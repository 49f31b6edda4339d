// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.osc.demo.LocalMySql;
import dev.osc.demo.LocalServerException;
import dev.osc.demo.ServerHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class LocalMySqlTest {

    private static final String ANY = TestServers.matrix().getFirst();

    @OnEachServer
    void isTheServerItIsCalledAndLogsRows(TestSchema schema) throws SQLException {
        assertThat(schema.server().name())
                .isEqualTo("mysql-" + schema.rows("SELECT VERSION()").getFirst().replace("-log", ""));
        assertThat(schema.rows("SELECT @@log_bin, @@binlog_format, @@server_id, @@innodb_buffer_pool_size >> 20"))
                .containsExactly("1|ROW|1|128");
        assertThat(schema.rows("SHOW TABLES")).isEmpty();
    }

    @OnEachServer(options = {"gtid_mode=ON", "enforce-gtid-consistency=ON", "max_connections=17"})
    void takesOptionsOverItsOwn(TestSchema schema) throws SQLException {
        assertThat(schema.rows("SELECT @@gtid_mode, @@max_connections")).containsExactly("ON|17");
    }

    @ParameterizedTest
    @MethodSource("dev.osc.it.servers.TestServers#matrix")
    void keepsWhatWasCommittedWhenKilledOrStopped(String name, @TempDir Path folder) throws SQLException {
        try (var server = LocalMySql.start(ServerHome.of(name), folder.resolve("data"), Map.of())) {
            var url = server.url();
            write(server, "CREATE TABLE kept.t (id INT PRIMARY KEY)");
            write(server, "INSERT INTO kept.t VALUES (1)");

            server.kill();
            assertThatThrownBy(server::connect).isInstanceOf(SQLException.class);
            server.restart();
            write(server, "INSERT INTO kept.t VALUES (2)");
            server.stop();
            assertThat(ProcessHandle.of(server.pid())).isEmpty();
            server.restart();

            assertThat(server.url()).isEqualTo(url);
            assertThat(count(server)).isEqualTo(2);
        }
        try (var again = LocalMySql.start(ServerHome.of(name), folder.resolve("data"), Map.of())) {
            assertThat(count(again)).isEqualTo(2);
        }
    }

    @Test
    void leavesNothingBehindWhenTemporary() throws SQLException {
        var server = LocalMySql.startTemporary(ServerHome.of(ANY), Map.of());
        var directory = server.dataDirectory();
        assertThat(directory).isDirectory();

        server.close();

        assertThat(directory).doesNotExist();
        assertThat(ProcessHandle.of(server.pid())).isEmpty();
    }

    @Test
    void endsWithItsJvm() throws IOException, InterruptedException {
        var jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dosc.home=" + System.getProperty("osc.home"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServerUntilKilled.class.getName(),
                        ANY)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var said = jvm.inputReader();
        var server = ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();
        var directory = Path.of(said.readLine());
        assertThat(directory).isDirectory();

        // as Ctrl-C and a service's stop do
        jvm.destroy();
        jvm.waitFor();

        assertThat(server.isAlive()).isFalse();
        assertThat(directory).doesNotExist();
    }

    @Test
    void quotesTheLogOfAServerThatDoesNotStart(@TempDir Path folder) {
        var data = folder.resolve("data");

        assertThatThrownBy(() -> LocalMySql.start(ServerHome.of(ANY), data, Map.of("no_such_option", "1")))
                .isInstanceOf(LocalServerException.class)
                .hasMessageContaining("ended with exit code")
                .hasMessageContaining("no_such_option");
        assertThat(Files.exists(data)).isTrue();
    }

    @Test
    void saysWhichServersThereAre() {
        assertThatThrownBy(() -> ServerHome.of("mysql-0.1"))
                .isInstanceOf(LocalServerException.class)
                .hasMessageContaining("bin/server mysql-0.1 ended with exit code 1");
    }

    private static void write(LocalMySql server, String sql) throws SQLException {
        try (var session = server.connect();
                var statement = session.createStatement()) {
            statement.execute("CREATE DATABASE IF NOT EXISTS kept");
            statement.execute(sql);
        }
    }

    private static int count(LocalMySql server) throws SQLException {
        try (var session = server.connect();
                var statement = session.createStatement();
                var result = statement.executeQuery("SELECT COUNT(*) FROM kept.t")) {
            result.next();
            return result.getInt(1);
        }
    }
}
