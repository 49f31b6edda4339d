// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.osc.control.RunCommands;
import dev.osc.failure.ExitCode;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command that a run takes, given over its socket, does what its help says. */
@ServersOf({Product.MYSQL, Product.POSTGRESQL})
final class ControlTest {

    private static final int ROWS = 20_000;

    /** Those that act on the run's course; the others are in {@link SetCommands}. */
    private static final Set<String> STEERING = Set.of(
            "throttle",
            "pause",
            "no-throttle",
            "resume",
            "postpone",
            "unpostpone",
            "cut-over",
            "panic",
            "status",
            "sup",
            "coordinates",
            "help");

    @TempDir
    Path folder;

    @Test
    void noCommandIsWithoutATest() {
        assertThat(Stream.concat(STEERING.stream(), SetCommands.CHECKS.keySet().stream()))
                .containsExactlyInAnyOrderElementsOf(RunCommands.names());
    }

    private static String definition(TestSchema schema) throws SQLException {
        return String.join(
                ",",
                schema.rows("SELECT column_name FROM information_schema.columns WHERE table_name = 'orders'"
                        + " AND table_schema = '" + schema.table("orders").schema() + "' ORDER BY ordinal_position"));
    }

    private static void requireChanged(TestSchema schema) throws SQLException {
        assertThat(definition(schema)).isEqualTo("id,v,note");
        assertThat(schema.rows("SELECT o.id, o.v, n.v FROM orders_osc_old o LEFT JOIN orders n ON n.id = o.id"
                        + " WHERE n.id IS NULL OR n.v <> o.v"))
                .isEmpty();
        assertThat(schema.rows("SELECT COUNT(*) FROM orders"))
                .isEqualTo(schema.rows("SELECT COUNT(*) FROM orders_osc_old"));
    }

    /** Two seconds of waiting, by the run's own count, pass without a row, a key or a comparison. */
    private static void requireStandstill(Operated run) throws SQLException, IOException, InterruptedException {
        JsonNode before = run.status();
        run.until(now -> now.at("/throttle/seconds").asDouble()
                > before.at("/throttle/seconds").asDouble() + 2);
        JsonNode after = run.status();
        assertThat(after.path("phase")).isEqualTo(before.path("phase"));
        assertThat(after.at("/rows/done")).as("copied or compared").isEqualTo(before.at("/rows/done"));
        assertThat(after.at("/stream/flushed")).as("flushed").isEqualTo(before.at("/stream/flushed"));
    }

    /** Statements under way when it was told to wait are let end. */
    private static void settled(Operated run) throws SQLException, IOException, InterruptedException {
        long[] last = {-1, -1};
        double[] at = {0};
        run.until(now -> {
            long done = now.at("/rows/done").asLong();
            long flushed = now.at("/stream/flushed").asLong();
            double waited = now.at("/throttle/seconds").asDouble();
            if (done != last[0] || flushed != last[1]) {
                last[0] = done;
                last[1] = flushed;
                at[0] = waited;
            }
            return waited > at[0] + 0.5;
        });
    }

    /** It follows the changes, so that they are there to be flushed later. */
    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void whatIsToldToWaitCopiesAndFlushesNothing(TestSchema schema)
            throws SQLException, IOException, InterruptedException {
        try (schema) {
            Operated.fill(schema, ROWS);
            try (Operated run = Operated.slow(schema, folder, 100)) {
                run.in("copy").until(now -> now.at("/rows/done").asLong() > 0);
                assertThat(run.done("throttle")).containsExactly("the run waits; 'resume' lets it go on");
                settled(run);
                assertThat(run.status().at("/rows/all").asBoolean())
                        .as("all is copied, or nothing is proved")
                        .isFalse();
                long changes = run.status().at("/stream/changes").asLong();
                schema.execute("UPDATE orders SET v = v + 1 WHERE id <= 50", "DELETE FROM orders WHERE id = 7");
                run.until(now -> now.at("/stream/changes").asLong() > changes + 50);
                requireStandstill(run);
                List<String> shadow = schema.rows("SELECT COUNT(*), SUM(v) FROM orders_osc_new");
                requireStandstill(run);
                assertThat(schema.rows("SELECT COUNT(*), SUM(v) FROM orders_osc_new"))
                        .isEqualTo(shadow);
                assertThat(run.status().at("/throttle/reason").asText()).startsWith("operator: paused by user ");

                run.done("nice-ratio=0");
                assertThat(run.done("no-throttle")).containsExactly("the run goes on");

                run.ended().endsWith(ExitCode.DONE);
            }
            requireChanged(schema);
        }
    }

    /** A hook holds the run before the comparison, until it is told to wait. */
    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void whatIsToldToWaitComparesNothing(TestSchema schema) throws SQLException, IOException, InterruptedException {
        try (schema) {
            Operated.fill(schema, ROWS);
            Path hook = Files.writeString(
                    folder.resolve("osc-on-row-copy-complete"),
                    "#!/bin/sh\ntouch '" + folder + "/here'\nwhile [ ! -e '" + folder + "/go' ]; do sleep 0.1; done\n");
            Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwx------"));
            // nothing is left to be built: that would wait too
            try (Operated run =
                    Operated.start(schema, folder, "--hooks-path", folder.toString(), "--defer-indexes", "never")) {
                run.listening().until(_ -> Files.exists(folder.resolve("here")));
                run.done("pause");
                Files.createFile(folder.resolve("go"));
                run.in("verify");
                requireStandstill(run);
                assertThat(run.status().at("/rows/done").asLong()).isZero();

                run.done("resume");

                run.ended().endsWith(ExitCode.DONE);
            }
            requireChanged(schema);
        }
    }

    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void theSwapWaitsForLeave(TestSchema schema) throws SQLException, IOException, InterruptedException {
        try (schema) {
            Operated.fill(schema, 100);
            Path flag = Files.createFile(folder.resolve("postpone"));
            try (Operated run = Operated.start(schema, folder, "--postpone-cut-over-flag-file", flag.toString())) {
                run.in("postponed");
                assertThat(run.done("postpone")).containsExactly("the swap waits; 'cut-over' lets it go on");
                Files.delete(flag);
                String position = run.done("coordinates").getFirst();
                schema.execute("UPDATE orders SET v = 5 WHERE id = 5");
                run.until(_ -> moved(run, position));
                assertThat(run.status().path("swapWaitsFor").asText()).startsWith("it was postponed by user ");
                requireStatus(schema, run);

                Files.createFile(flag);
                assertThat(run.done("unpostpone")).containsExactly("nothing speaks against the swap");

                run.ended().endsWith(ExitCode.DONE);
            }
            requireChanged(schema);
        }
    }

    private static boolean logs(Operated run, String line) {
        try {
            return run.logged().contains(line);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean moved(Operated run, String position) {
        try {
            return !run.done("coordinates").getFirst().equals(position);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void requireStatus(TestSchema schema, Operated run) throws IOException {
        String name = schema.table("orders").toString();
        assertThat(run.done("sup")).singleElement().asString().startsWith(name + " postponed: ");
        assertThat(String.join("\n", run.done("status")))
                .startsWith(name + " postponed: ")
                .contains(
                        "\nchange: " + Operated.ALTER + "\n",
                        "\nlog applied up to ",
                        "\nthe swap is postponed: it was postponed by user ");
        List<String> told = new ArrayList<>();
        for (String line : run.done("help")) {
            told.add(line.split("[ =]", 2)[0]);
        }
        assertThat(told).containsAll(RunCommands.names());
    }

    /** Leave is no reason to go on: whoever is told to wait waits with the swap, too. */
    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void whatWaitsDoesNotSwap(TestSchema schema) throws SQLException, IOException, InterruptedException {
        try (schema) {
            Operated.fill(schema, 100);
            Path flag = Files.createFile(folder.resolve("postpone"));
            try (Operated run = Operated.start(schema, folder, "--postpone-cut-over-flag-file", flag.toString())) {
                run.in("postponed");
                run.done("pause");
                Files.delete(flag);
                run.done("cut-over");
                requireStandstill(run);
                assertThat(definition(schema)).isEqualTo("id,v");
                assertThat(run.status().path("phase").asText()).isEqualTo("postponed");

                run.done("resume");
                run.ended().endsWith(ExitCode.DONE);
            }
            requireChanged(schema);
        }
    }

    /** An attempt that found no moment is not repeated against the operator's word. */
    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void postponedBetweenTwoAttempts(TestSchema schema) throws SQLException, IOException, InterruptedException {
        try (schema) {
            Operated.fill(schema, 100);
            try (Operated run = Operated.start(schema, folder, "--cut-over-lock-timeout-seconds", "1");
                    Connection holding = schema.connect();
                    Statement reading = holding.createStatement()) {
                holding.setAutoCommit(false);
                reading.executeQuery("SELECT * FROM orders").close();
                run.in("cut-over");
                run.done("postpone");
                run.until(now -> !now.path("swapWaitsFor").isNull());
                run.until(_ -> logs(run, "the swap waits: it was postponed"));
                holding.rollback();
                long changes = run.status().at("/stream/changes").asLong();
                schema.execute("UPDATE orders SET v = 5 WHERE id = 5");
                run.until(now -> now.at("/stream/changes").asLong() > changes
                        && now.at("/stream/pending").asInt() == 0);
                assertThat(definition(schema)).isEqualTo("id,v");

                run.done("cut-over");
                run.ended().endsWith(ExitCode.DONE);
            }
            requireChanged(schema);
        }
    }

    /** Once begun it can't be slowed: so it begins when a swap might. */
    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void aChangeInPlaceWaitsForItsMoment(TestSchema schema) throws SQLException, IOException, InterruptedException {
        try (schema) {
            Operated.fill(schema, 100);
            Path wait = Files.createFile(folder.resolve("wait"));
            try (Operated run = Operated.startAnyway(
                    schema, folder, "--throttle-flag-file", wait.toString(), "--cut-over-window", "00:00-00:01 UTC")) {
                run.in("postponed");
                run.done("cut-over");
                run.until(now -> now.at("/throttle/now").asBoolean());
                requireStandstill(run);
                assertThat(definition(schema)).isEqualTo("id,v");

                Files.delete(wait);
                run.ended().endsWith(ExitCode.DONE);
            }
            assertThat(definition(schema)).isEqualTo("id,v,note");
            assertThat(schema.rows(
                            "SELECT table_name FROM information_schema.tables WHERE table_name = 'orders_osc_old'"
                                    + " AND table_schema = '"
                                    + schema.table("orders").schema() + "'"))
                    .isEmpty();
        }
    }

    /** It may be given as soon as somebody listens, and holds when its time comes. */
    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void leaveMayBeGivenBefore(TestSchema schema) throws SQLException, IOException, InterruptedException {
        try (schema) {
            Operated.fill(schema, 100);
            Path postpone = Files.createFile(folder.resolve("postpone"));
            Path wait = Files.createFile(folder.resolve("wait"));
            try (Operated run = Operated.start(
                    schema,
                    folder,
                    "--postpone-cut-over-flag-file",
                    postpone.toString(),
                    "--throttle-flag-file",
                    wait.toString())) {
                run.in("copy");
                run.done("cut-over");
                Files.delete(wait);

                run.ended().endsWith(ExitCode.DONE);
            }
            requireChanged(schema);
        }
    }

    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void afterAPanicTheSameCommandGoesOn(TestSchema schema) throws SQLException, IOException, InterruptedException {
        try (schema) {
            Operated.fill(schema, ROWS);
            try (Operated run = Operated.slow(schema, folder, 9)) {
                run.in("copy").until(now -> now.at("/rows/done").asLong() > 0);
                run.done("panic");

                run.ended()
                        .endsWith(ExitCode.ABORTED)
                        .tells("panic by user ", "orders is untouched", "the same command goes on");
            }
            assertThat(definition(schema)).isEqualTo("id,v");
            schema.execute("UPDATE orders SET v = v + 1 WHERE id <= 50", "DELETE FROM orders WHERE id = 7");
            try (Operated again = Operated.start(schema, folder)) {
                assertThat(again.ended().endsWith(ExitCode.DONE).complained())
                        .contains("going on with the unfinished change");
            }
            requireChanged(schema);
        }
    }

    /** The run is paused in its copy, so that what each of them brings about can be seen, whatever the others let pass. */
    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void whatIsSetHolds(TestSchema schema) throws SQLException, IOException, InterruptedException {
        try (schema;
                var _ = schema.connect();
                var _ = schema.connect()) {
            Operated.fill(schema, 1_000);
            try (Operated run =
                    Operated.start(schema, folder, "--copy-workers", "4", "--max-load", SetCommands.overload(schema))) {
                run.in("copy").until(now -> now.at("/throttle/now").asBoolean());
                run.done("pause");
                for (var check : SetCommands.CHECKS.entrySet()) {
                    check.getValue().of(run, schema);
                    assertThat(run.done(check.getKey() + "=?").getFirst()).startsWith(check.getKey() + " = ");
                }
                for (String garbage : SetCommands.REFUSED) {
                    String before = run.done(garbage.split("=", 2)[0]).getFirst();
                    assertThat(run.say(garbage).done()).as(garbage).isFalse();
                    assertThat(run.done(garbage.split("=", 2)[0])).containsExactly(before);
                }
                run.done("max-load=");
                run.done("resume");

                run.ended().endsWith(ExitCode.DONE);
            }
            requireChanged(schema);
        }
    }

    /** A load that is critical ends it as a panic does. */
    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void aCriticalLoadStopsIt(TestSchema schema) throws SQLException, IOException, InterruptedException {
        try (schema;
                var _ = schema.connect();
                var _ = schema.connect()) {
            Operated.fill(schema, 1_000);
            try (Operated run = Operated.start(schema, folder, "--max-load", SetCommands.overload(schema))) {
                run.in("copy");
                run.done("critical-load=" + SetCommands.overload(schema));

                run.ended().endsWith(ExitCode.ABORTED).tells("critical load: ", "the same command goes on");
            }
        }
    }
}
