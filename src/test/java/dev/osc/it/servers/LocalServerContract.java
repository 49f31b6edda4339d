// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.osc.demo.LocalServer;
import dev.osc.demo.LocalServerException;
import dev.osc.demo.ServerHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of a local server, whatever the product. */
abstract class LocalServerContract {

    private final Product product;

    @TempDir
    Path folder;

    LocalServerContract(Product product) {
        this.product = product;
    }

    /** Starts one of that product on a data directory of the caller's. */
    abstract LocalServer start(Path home, Path dataDirectory, Map<String, String> options);

    /** Where the JVM is root's, a server may be another user's. */
    @BeforeEach
    final void letOthersThrough() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    }

    final String any() {
        return TestServers.matrix(product).getFirst();
    }

    @OnEachServer
    void keepsWhatWasCommittedWhenKilledOrStopped(TestSchema schema) throws SQLException {
        var home = ServerHome.of(schema.server().name());
        try (var server = start(home, folder.resolve("data"), Map.of())) {
            var url = server.url();
            product.create(server, "kept");
            write(server, "CREATE TABLE t (id INT PRIMARY KEY)");
            write(server, "INSERT INTO t VALUES (1)");

            server.kill();
            assertThatThrownBy(server::connect).isInstanceOf(SQLException.class);
            server.restart();
            write(server, "INSERT INTO t VALUES (2)");
            server.stop();
            assertThat(ProcessHandle.of(server.pid())).isEmpty();
            server.restart();

            assertThat(server.url()).isEqualTo(url);
            assertThat(count(server)).isEqualTo(2);
        }
        try (var again = start(home, folder.resolve("data"), Map.of())) {
            assertThat(count(again)).isEqualTo(2);
        }
    }

    @OnEachServer
    void stopsUnderSessionsAndComesBack(TestSchema schema) throws SQLException {
        try (var server = start(ServerHome.of(schema.server().name()), folder.resolve("data"), Map.of());
                var session = server.connect()) {
            var before = server.pid();

            server.restart();

            assertThat(server.pid()).isNotEqualTo(before);
            assertThat(session.isValid(1)).isFalse();
        }
    }

    @Test
    void leavesNothingBehindWhenTemporary() {
        var server = product.start(any(), Map.of());
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
                        any())
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
    void quotesTheLogOfAServerThatDoesNotStart() {
        var data = folder.resolve("data");

        assertThatThrownBy(() -> start(ServerHome.of(any()), data, Map.of("no_such_option", "1")))
                .isInstanceOf(LocalServerException.class)
                .hasMessageContaining("ended with exit code")
                .hasMessageContaining("no_such_option");
        assertThat(Files.exists(data)).isTrue();
    }

    private static void write(LocalServer server, String sql) throws SQLException {
        try (var session = server.connect("kept");
                var statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int count(LocalServer server) throws SQLException {
        try (var session = server.connect("kept");
                var statement = session.createStatement();
                var result = statement.executeQuery("SELECT COUNT(*) FROM t")) {
            result.next();
            return result.getInt(1);
        }
    }
}
