// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.failure.ExitCode;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.TestSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What osc writes is nobody else's, and gone afterwards. */
final class FilesTest {

    private static final Path HOME = Path.of(System.getProperty("osc.home"));

    /** With {@code --ssl-ca} it writes all that it writes: the driver wants its authorities in a file. */
    @OnEachServer(only = "mysql-8.0.15")
    void temporaryFilesArePrivateAndGone(TestSchema schema, @TempDir Path temporary)
            throws SQLException, IOException, InterruptedException {
        try (schema) {
            schema.execute("CREATE TABLE orders (id INT PRIMARY KEY)");
            Path authority = schema.server().server().dataDirectory().resolve("ca.pem");
            try (HeldRun run = new HeldRun(
                    schema,
                    Map.of("OSC_JAVA_OPTS", "-Djava.io.tmpdir=" + temporary),
                    "--url",
                    schema.url(),
                    "--ssl-mode",
                    "VERIFY_CA",
                    "--ssl-ca",
                    authority.toString())) {
                assertThat(modes(temporary)).isNotEmpty().allMatch(mode -> mode.endsWith("------"));
                assertThat(Files.readString(Path.of("/proc/" + run.pid() + "/status")))
                        .as("what libraries write")
                        .containsPattern("Umask:\\s+0077");
                run.ended().endsWith(ExitCode.DONE);
            }
            assertThat(temporary).isEmptyDirectory();
        }
    }

    private static List<String> modes(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(FilesTest::mode).toList();
        }
    }

    private static String mode(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the scripts build and unpack is run later: nobody else may write there, whatever the user's umask. */
    @Test
    void whatIsRunLaterIsWrittenByNobodyElse() throws IOException {
        // PostgreSQL's programs are run by another user where osc is root: he must be let in
        Map.of("osc", "umask go-w", "server", "umask 022").forEach((script, mask) -> {
            assertThat(lines(HOME.resolve("bin").resolve(script)).indexOf(mask))
                    .as(script)
                    .isBetween(1, 25);
        });
        for (String built : List.of("target/launch", "target/launch/osc.jar", "target/launch/lib")) {
            if (Files.exists(HOME.resolve(built))) {
                assertThat(mode(HOME.resolve(built))).as(built).matches("r.*.-..-.");
            }
        }
    }
}
