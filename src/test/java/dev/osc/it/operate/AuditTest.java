// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.operate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.failure.ExitCode;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Who told a run to do what stands beside its table, and stays there. */
@ServersOf({Product.MYSQL, Product.POSTGRESQL})
final class AuditTest {

    @TempDir
    Path folder;

    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void whatChangesARunIsWrittenDown(TestSchema schema) throws SQLException, IOException, InterruptedException {
        try (schema) {
            Operated.fill(schema, 10);
            Path flag = Files.createFile(folder.resolve("flag"));
            Instant began = Instant.now();
            try (Operated run = Operated.start(schema, folder, "--postpone-cut-over-flag-file", flag.toString())) {
                run.in("postponed");
                for (String reading : List.of("status", "sup", "coordinates", "help", "max-load", "chunk-size=?")) {
                    run.done(reading);
                }
                run.done("chunk-size=500");
                assertThat(run.say("chunk-size=lots").done()).isFalse();
                assertThat(run.say("DROP TABLE orders").done()).isFalse();
                run.done("throttle-query=SELECT 0 -- it's \"quoted\" \\ ü");
                run.done("throttle-query=");
                run.done("cut-over");
                run.ended().endsWith(ExitCode.DONE);
            }

            String who = "user " + System.getProperty("user.name");
            assertThat(schema.rows(
                            "SELECT source_table, given_by, command, done, answer FROM _osc_audit ORDER BY given_at"))
                    .containsExactly(
                            "orders|" + who + "|chunk-size=500|1|chunk-size = 500",
                            "orders|" + who + "|chunk-size=lots|0|chunk-size: 'lots' is no number from 10 to 1000000",
                            "orders|" + who
                                    + "|throttle-query=SELECT 0 -- it's \"quoted\" \\ ü|1|throttle-query = SELECT 0"
                                    + " -- it's \"quoted\" \\ ü",
                            "orders|" + who + "|throttle-query=|1|throttle-query = ",
                            "orders|" + who + "|cut-over|1|nothing speaks against the swap");
            for (String at : schema.rows("SELECT given_at FROM _osc_audit")) {
                assertThat(Instant.parse(at)).isBetween(began, Instant.now());
            }
        }
    }

    /** The last word of a run is not lost with it. */
    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void soIsAPanic(TestSchema schema) throws SQLException, IOException, InterruptedException {
        try (schema) {
            Operated.fill(schema, 10);
            Path flag = Files.createFile(folder.resolve("flag"));
            try (Operated run = Operated.start(schema, folder, "--postpone-cut-over-flag-file", flag.toString())) {
                run.in("postponed");
                run.done("panic");
                run.ended().endsWith(ExitCode.ABORTED);
            }

            assertThat(schema.rows("SELECT command, done FROM _osc_audit")).containsExactly("panic|1");
        }
    }
}
