// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.operate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.failure.ExitCode;
import dev.osc.it.cli.Osc;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** An operator's executables are run when they should be, know what they should, and can forbid the swap. */
@ServersOf({Product.MYSQL, Product.POSTGRESQL})
final class HooksTest {

    private static final List<String> EVENTS = List.of(
            "startup",
            "validated",
            "rowcount-complete",
            "before-row-copy",
            "row-copy-complete",
            "begin-postponed",
            "before-cut-over",
            "throttled",
            "interactive-command",
            "success",
            "failure");

    @TempDir
    Path folder;

    private Path hook(String name, String script) throws IOException {
        Path hook = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwx------"));
    }

    /** Each writes down when it is run and what it is told. */
    private void listening() throws IOException {
        for (String event : EVENTS) {
            hook(
                    "gh-ost-on-" + event,
                    "echo \"" + event + "|$GH_OST_DATABASE_NAME.$GH_OST_TABLE_NAME|$GH_OST_GHOST_TABLE_NAME|"
                            + "$OSC_DDL|$OSC_HOOKS_HINT|$OSC_PHASE|$OSC_COPIED_ROWS|$OSC_COMMAND|$OSC_EXIT_CODE|"
                            + "${OSC_PASSWORD-none}\" >> '" + folder.resolve("told") + "'");
        }
    }

    private List<String> told() throws IOException {
        Path told = folder.resolve("told");
        return Files.exists(told) ? Files.readAllLines(told) : List.of();
    }

    private static String told(TestSchema schema, String event, String phase, String rows, String ending) {
        return event + "|" + schema.table("orders") + "|orders_osc_new|" + Operated.ALTER + "|a 'word'|" + phase + "|"
                + rows + "|" + ending + "|none";
    }

    private Operated started(TestSchema schema, String... options) {
        String[] all = new String[options.length + 4];
        System.arraycopy(new String[] {"--hooks-path", folder.toString(), "--hooks-hint", "a 'word'"}, 0, all, 0, 4);
        System.arraycopy(options, 0, all, 4, options.length);
        return Operated.start(schema, folder, all);
    }

    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void eachAtItsTime(TestSchema schema) throws SQLException, IOException, InterruptedException {
        try (schema) {
            Operated.fill(schema, 1_000);
            listening();
            Path flag = Files.createFile(folder.resolve("flag"));
            try (Operated run = started(schema, "--postpone-cut-over-flag-file", flag.toString())) {
                run.in("postponed");
                run.done("chunk-time=50");
                run.done("chunk-time=?");
                assertThat(run.say("chunk-time=x").done()).isFalse();
                run.done("throttle");
                run.until(_ -> has("interactive-command|") && has("throttled|"));
                run.done("resume");
                run.done("cut-over");
                run.ended().endsWith(ExitCode.DONE);
            }

            assertThat(told().stream().filter(line -> !line.matches("(interactive|throttled).*")))
                    .containsExactly(
                            told(schema, "startup", "prepare", "0", "|"),
                            told(schema, "validated", "prepare", "0", "|"),
                            told(schema, "rowcount-complete", "prepare", "0", "|"),
                            told(schema, "before-row-copy", "copy", "0", "|"),
                            told(schema, "row-copy-complete", "indexes", "1024", "|"),
                            told(schema, "begin-postponed", "postponed", "1024", "|"),
                            told(schema, "before-cut-over", "cut-over", "1024", "|"),
                            told(schema, "success", "clean-up", "1024", "|"));
            assertThat(told().stream().filter(line -> line.startsWith("interactive-command|")))
                    .as("a question and what was refused are no commands")
                    .contains(
                            told(schema, "interactive-command", "postponed", "1024", "chunk-time=50|"),
                            told(schema, "interactive-command", "postponed", "1024", "throttle|"))
                    .noneMatch(line -> line.contains("chunk-time=?") || line.contains("chunk-time=x"));
        }
    }

    /** No row moves; but what may forbid it is asked. */
    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void ofAChangeInPlace(TestSchema schema) throws SQLException, IOException, InterruptedException {
        try (schema) {
            Operated.fill(schema, 100);
            listening();
            Path forbidding = hook("osc-on-before-cut-over", "exit 3");
            try (Operated run = Operated.startAnyway(schema, folder, "--hooks-path", folder.toString())) {
                run.ended().endsWith(ExitCode.HOOK_FAILED).tells("the hook " + forbidding + " ended with 3");
            }
            // on a busy machine a source may be heard of too late
            assertThat(told().stream().map(line -> line.split("\\|", 2)[0]).filter(event -> !event.equals("throttled")))
                    .containsExactly("startup", "validated", "before-cut-over", "failure");
            Files.delete(forbidding);
            try (Operated run = Operated.startAnyway(schema, folder, "--hooks-path", folder.toString())) {
                run.ended().endsWith(ExitCode.DONE);
            }
            assertThat(schema.rows("SELECT MAX(note) FROM orders")).hasSize(1);
        }
    }

    private boolean has(String beginning) {
        try {
            return told().stream().anyMatch(line -> line.startsWith(beginning));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void oneThatFailsForbidsTheSwap(TestSchema schema) throws SQLException, IOException, InterruptedException {
        try (schema) {
            Operated.fill(schema, 1_000);
            listening();
            Path forbidding = hook("osc-on-before-cut-over", "echo 'not at this hour'; exit 3");
            String rows = schema.rows("SELECT COUNT(*), SUM(v) FROM orders").getFirst();
            try (Operated run = started(schema)) {
                Osc.Ran ran = run.ended().endsWith(ExitCode.HOOK_FAILED);
                ran.tells("the hook " + forbidding + " ended with 3", "run the same command again");
                assertThat(ran.complained()).contains("not at this hour");
            }
            assertThat(told()).last().isEqualTo(told(schema, "failure", "cut-over", "1024", "|39"));
            assertThat(schema.tables()).contains("orders_osc_new").doesNotContain("orders_osc_old");
            assertThat(columns(schema)).containsExactlyInAnyOrder("id", "v");
            schema.execute("UPDATE orders SET v = 7 WHERE id = 7");

            Files.delete(forbidding);
            try (Operated again = started(schema)) {
                assertThat(again.ended().endsWith(ExitCode.DONE).complained())
                        .contains("going on with the unfinished change");
            }
            assertThat(told()).last().asString().startsWith("success|");
            assertThat(columns(schema)).containsExactlyInAnyOrder("id", "v", "note");
            assertThat(schema.rows("SELECT COUNT(*), SUM(v) - 6 FROM orders")).containsExactly(rows);
        }
    }

    private static List<String> columns(TestSchema schema) throws SQLException {
        return schema.rows("SELECT column_name FROM information_schema.columns WHERE table_name = 'orders'"
                + " AND table_schema = '" + schema.table("orders").schema() + "'");
    }

    /** Before anything is done on the server. */
    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void oneThatFailsAtTheBeginningLeavesNothing(TestSchema schema)
            throws SQLException, IOException, InterruptedException {
        try (schema) {
            Operated.fill(schema, 10);
            hook("gh-ost-on-startup", "sleep 300");
            try (Operated run = started(schema, "--hooks-timeout-seconds", "1")) {
                run.ended().endsWith(ExitCode.HOOK_FAILED).tells("did not end within 1 s");
            }
            assertThat(schema.tables()).containsExactly("orders");
        }
    }

    /** It is told in time, also where the run is stopped from outside while a hook decides. */
    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void aStopWhileAHookDecidesIsAStop(TestSchema schema) throws SQLException, IOException, InterruptedException {
        try (schema) {
            Operated.fill(schema, 10);
            listening();
            hook("osc-on-before-cut-over", "sleep 300");
            try (Operated run = started(schema)) {
                run.in("cut-over");
                run.done("panic");
                run.ended().endsWith(ExitCode.ABORTED).tells("panic by user ");
            }
            assertThat(told()).last().asString().startsWith("failure|").endsWith("|40|none");
            assertThat(columns(schema)).containsExactlyInAnyOrder("id", "v");
        }
    }
}
