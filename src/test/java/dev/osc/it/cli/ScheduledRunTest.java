// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.failure.ExitCode;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** What a job meets that gives the same command again and again, and nobody watches. */
@ServersOf({Product.MYSQL, Product.POSTGRESQL})
final class ScheduledRunTest {

    @TempDir
    Path folder = Path.of("");

    private List<String> command(TestSchema schema, String... more) {
        List<String> words = new ArrayList<>(List.of("run", "--url", schema.url(), "--table", "orders"));
        words.addAll(List.of("--alter", "ADD COLUMN note INT", "--no-direct"));
        words.addAll(
                List.of("--serve-socket-file", folder.resolve(schema.name()).toString()));
        words.addAll(List.of(more));
        return words;
    }

    private static String[] array(List<String> words) {
        return words.toArray(String[]::new);
    }

    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void theSameCommandUntilItIsDone(TestSchema schema) throws SQLException, IOException, InterruptedException {
        schema.execute("CREATE TABLE orders (id INT PRIMARY KEY)", "INSERT INTO orders VALUES (1), (2), (3)");
        int later = LocalTime.now(ZoneOffset.UTC).plusHours(3).getHour();
        String window = "%02d:00-%02d:59 UTC".formatted(later, later);
        try (Osc.Running night = Osc.start(Map.of(), array(command(schema, "--run-window", window)))) {
            Await.until(night, () -> Files.readString(night.complained()).contains("waits: run-window: outside of"));

            Osc.run(array(command(schema))).endsWith(ExitCode.ALREADY_RUNNING);
            night.signal("TERM");
            night.ended().endsWith(ExitCode.ABORTED).tells("the same command goes on");
        }
        Osc.run(array(command(schema, "--cut-over-window", "00:00-24:00"))).endsWith(ExitCode.DONE);

        assertThat(schema.rows("SELECT id, note FROM orders ORDER BY id")).hasSize(3);
        Osc.run(array(command(schema))).endsWith(ExitCode.LEFTOVERS);
        Osc.run("cleanup", "--url", schema.url(), "--table", "orders", "--drop-retired")
                .endsWith(ExitCode.DONE);
        Osc.run(array(command(schema))).endsWith(ExitCode.SYNTAX);
    }

    /** A hook of the operator's that never ends holds up the end; whoever wants out now says so again. */
    @OnEachServer(newestOf = Product.MYSQL)
    void aSecondInterruptEndsItAtOnce(TestSchema schema) throws SQLException, IOException, InterruptedException {
        schema.execute("CREATE TABLE orders (id INT PRIMARY KEY)", "INSERT INTO orders VALUES (1), (2), (3)");
        Path hook = Files.writeString(folder.resolve("osc-on-failure"), "#!/bin/sh\necho failing\nsleep 25\n");
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwx------"));
        List<String> command = command(schema, "--hooks-path", folder.toString(), "--throttle-query", "SELECT 1");
        try (Osc.Running run = Osc.start(Map.of(), array(command))) {
            Await.until(run, () -> Files.readString(run.complained()).contains("waits: throttle-query"));
            run.signal("INT");
            Await.until(run, () -> Files.readString(run.complained()).contains("failing"));
            run.signal("INT");

            run.ended().endsWith(ExitCode.ABORTED).tells("ended at once, as asked");
        }
    }
}
