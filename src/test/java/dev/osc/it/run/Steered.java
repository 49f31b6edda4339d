// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.config.Throttling;
import dev.osc.demo.twins.TwinTables;
import dev.osc.it.servers.TestSchema;
import dev.osc.progress.Counters;
import dev.osc.run.Controls;
import dev.osc.run.Watcher;
import dev.osc.throttle.Throttle;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A run that copies slowly, whose swap is postponed, and that a test makes wait and go on. */
final class Steered implements AutoCloseable {

    private static final int ROWS = 4_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** So long nothing may move while it waits. */
    private static final Duration STILL = Duration.ofMillis(300);

    private final TestSchema schema;
    private final String alter;
    private final Osc osc;
    private final Controls controls;
    private int salt;

    /** Begins to copy. */
    Steered(TestSchema schema, Throttling throttling) throws SQLException, InterruptedException {
        this.schema = schema;
        this.alter = Wording.of(schema).rewriting("customer");
        Twins.fill(schema, ROWS);
        this.osc = new Osc(schema, TwinTables.TABLE, alter)
                .with(Settings.SMALL
                        .chunks(10, Duration.ofMillis(5))
                        .throttling(throttling)
                        .get())
                .start();
        this.controls = osc.controls();
        controls.leave().postpone("the test");
        controls.pace().chunkRows(10);
        controls.pace().niceRatio(20);
        osc.await(Watcher.Phase.COPY);
    }

    Controls controls() {
        return controls;
    }

    Osc osc() {
        return osc;
    }

    void set(String name, String value) {
        controls.thresholds().set(Map.of(name, value));
    }

    private Throttle.State state() {
        return controls.throttle().state(System.nanoTime());
    }

    static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** Returns once it waits for the source, and nothing is copied or flushed, while changes are still read. */
    void requireWaiting(String source, String said) throws SQLException, InterruptedException {
        await(
                "waits for " + source,
                () -> state().lines().stream()
                        .anyMatch(line -> line.source().equals(source)
                                && line.over()
                                && line.value().contains(said)));
        Counters counters = osc.counters();
        awaitRest(counters);
        long copied = counters.rowsCopied.sum();
        long flushed = counters.keysFlushed.sum();
        long changes = counters.changes.sum();
        write();
        await("changes are read on", () -> counters.changes.sum() > changes);
        TimeUnit.NANOSECONDS.sleep(STILL.toNanos());
        assertThat(state().reason()).contains(source);
        assertThat(List.of(counters.rowsCopied.sum(), counters.keysFlushed.sum()))
                .as("rows copied and keys flushed while " + state().reason())
                .isEqualTo(List.of(copied, flushed));
    }

    /** Returns once the source shows that. */
    void requireShown(String source, String said) throws InterruptedException {
        await(
                source + " shows " + said,
                () -> state().lines().stream()
                        .anyMatch(line ->
                                line.source().equals(source) && line.value().contains(said)));
    }

    /** What was out when the wait began has ended. */
    private static void awaitRest(Counters counters) throws InterruptedException {
        long before = -1;
        for (long now = moved(counters); now != before; now = moved(counters)) {
            before = now;
            TimeUnit.NANOSECONDS.sleep(STILL.toNanos());
        }
    }

    private static long moved(Counters counters) {
        return counters.rowsCopied.sum() + counters.keysFlushed.sum();
    }

    /** Returns once it goes on: what was written meanwhile is brought over. */
    void requireGoingOn() throws SQLException, InterruptedException {
        await("goes on", () -> !state().waiting());
        long before = moved(osc.counters());
        write();
        await("rows move", () -> moved(osc.counters()) > before);
    }

    /** Changes some rows of both twins alike. */
    void write() throws SQLException {
        salt++;
        for (String table : List.of(TwinTables.TABLE, TwinTables.TWIN)) {
            schema.execute(
                    "UPDATE " + table + " SET customer = customer + " + salt + " WHERE id % 100 = " + 2 * (salt % 50));
        }
    }

    /** To its end, as fast as it can; both tables are the same. */
    void finish() throws SQLException, InterruptedException {
        controls.pace().niceRatio(0);
        controls.pace().chunkRows(10_000);
        controls.leave().grant();
        osc.await();
        Twins.requireEqual(schema, TwinTables.TABLE, TwinTables.TWIN, alter);
    }

    @Override
    public void close() {
        osc.stop();
    }
}
