// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.failure.ExitCode;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@ServersOf(Product.POSTGRESQL)
final class PostgresDemoTest {

    private static final String[] DEMO = {"demo", "--engine", "postgresql", "--rows", "2000"};

    @Test
    void provesItself() {
        assertThat(Osc.run(DEMO).endsWith(ExitCode.DONE).said())
                .contains("starting PostgreSQL 18", "rows copied", "all equal");
    }

    @Test
    void leavesNothingWhenStopped(@TempDir Path temporary) throws SQLException, IOException, InterruptedException {
        // root's server runs as another user, who must get there
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwx--x--x"));
        try (var running = Osc.start(Map.of("OSC_JAVA_OPTS", "-Djava.io.tmpdir=" + temporary), DEMO)) {
            Await.until(running, () -> Files.readString(running.said()).contains("filling"));
            running.signal("TERM");

            running.ended().endsWith(ExitCode.ABORTED).tells("the demo was stopped", "nothing is left behind");
        }
        assertThat(temporary).isEmptyDirectory();
    }
}
