// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.demo.twins.TwinTables;
import dev.osc.demo.twins.TwinWriters;
import dev.osc.it.servers.TestSchema;
import dev.osc.run.Report;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** What every engine's stress test does: a table changes under eight writers, and nothing of theirs is lost. */
abstract class StressContract {

    static final int ROWS = 6000;
    private static final int WRITERS = 8;
    private static final Duration REST = Duration.ofMillis(5);

    /** Errors that the application earns by the change itself, once it is made: names that are gone. */
    abstract boolean earnedByTheChange(String error);

    /** Whether writers may end in a deadlock without osc. */
    abstract boolean writersTurnEachOtherAway();

    /** @param before changes both tables first, {@code #} standing for the name; may be empty */
    final void changesUnderWriters(TestSchema schema, String before, String alter)
            throws SQLException, InterruptedException {
        var dialect = Wording.of(schema).twins();
        Twins.fill(schema, ROWS);
        if (!before.isEmpty()) {
            String sql = "ALTER TABLE # " + before;
            schema.execute(sql.replace("#", TwinTables.TABLE), sql.replace("#", TwinTables.TWIN));
        }
        Report.Swapped report;
        Duration stall;
        List<String> unexpected;
        long turnedAway;
        try (TwinWriters writers = TwinWriters.start(dialect, schema::connect, WRITERS, ROWS, REST, Seed.SEED)) {
            report = new Osc(schema, TwinTables.TABLE, alter).run();
            stall = writers.longestStall();
            awaitMore(writers, 200);
            writers.stop();
            turnedAway = writers.turnedAway();
            unexpected = writers.unexpected().stream()
                    .filter(error -> !earnedByTheChange(error))
                    .toList();
            System.out.printf(
                    "%s: %s: %d rows, %d changes, %d flushed, copied in %d ms, writers blocked %d ms, longest stall %d ms,"
                            + " %d transactions (%d turned away), took %d ms%n",
                    schema,
                    alter,
                    report.rowsCopied(),
                    report.changes(),
                    report.keysFlushed(),
                    report.copying().toMillis(),
                    report.blocked().toMillis(),
                    stall.toMillis(),
                    writers.transactions(),
                    turnedAway,
                    report.took().toMillis());
        }
        assertThat(unexpected.stream().distinct().limit(5)).isEmpty();
        if (!writersTurnEachOtherAway()) {
            assertThat(turnedAway).as("transactions that osc made fail").isZero();
        }
        assertThat(report.changes()).as("changes to replay").isPositive();
        Osc.requireNothingLeft(schema, TwinTables.TABLE);
        Twins.requireEqual(schema, TwinTables.TABLE, TwinTables.TWIN, alter);
    }

    /** The table goes on being written to after the swap, or, where a name is gone, the attempts go on. */
    private static void awaitMore(TwinWriters writers, int transactions) {
        long enough = attempts(writers) + transactions;
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (attempts(writers) < enough && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
        assertThat(attempts(writers)).isGreaterThanOrEqualTo(enough);
    }

    private static long attempts(TwinWriters writers) {
        return writers.transactions() + writers.unexpected().size();
    }
}
