// SPDX-License-Identifier: Apache-2.0
package dev.osc.verify.tables;

import dev.osc.checkpoint.Backoff;
import dev.osc.checkpoint.Fence;
import dev.osc.checkpoint.Lane;
import dev.osc.engine.Engine;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.progress.CommitTimes;
import dev.osc.progress.Counters;
import dev.osc.progress.TimeSizer;
import dev.osc.run.Crew;
import dev.osc.schema.SqlFailures;
import dev.osc.schema.Table;
import dev.osc.schema.TableName;
import dev.osc.verify.CompareWorker;
import dev.osc.verify.Compared;
import dev.osc.verify.Comparison;
import dev.osc.verify.Rehearsal;
import dev.osc.verify.Verdict;
import dev.osc.verify.Verification;
import dev.osc.verify.VerifyReport;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** {@code osc verify}, start to end, on the caller's thread. Writes to neither table. An interrupt stops it. */
public final class TableComparing {

    private static final int LARGEST_RANGE = 200_000;
    /** How long statements may take to end by themselves when it ends early. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Is told what is compared; returns at once. */
    @FunctionalInterface
    public interface Watch {
        void comparing(Table source, Counters counters);
    }

    /** What is to be done, ready. */
    private record Task(TwoTables tables, Comparison comparison, List<String> leftOut) {}

    private final Engine engine;
    private final Asked asked;
    private final Watch watch;
    private final RandomGenerator random;
    private final Backoff.Sleeper sleeper;

    public TableComparing(Engine engine, Asked asked, Watch watch, RandomGenerator random, Backoff.Sleeper sleeper) {
        this.engine = engine;
        this.asked = asked;
        this.watch = watch;
        this.random = random;
        this.sleeper = sleeper;
    }

    /**
     * Compares the tables, whatever comes of it.
     *
     * @throws OscException when they can't be compared, or nothing of them was
     */
    public VerifyReport run() {
        Task task = prepared();
        TableName source = task.tables().source().name();
        TableName shadow = task.tables().shadow().name();
        try {
            return compared(task);
        } catch (InterruptedException e) {
            throw new OscException(
                    ExitCode.ABORTED, "the comparison of " + source + " was stopped", "nothing is left behind", e);
        } catch (SQLException e) {
            if (engine.failures().kindOf(e) == SqlFailures.Kind.UNFIT_ROW) {
                throw new OscException(
                        ExitCode.DATA_CONFLICT,
                        "a row of " + source + " does not fit " + shadow + ", so they can't hold the same: "
                                + e.getMessage(),
                        "look for that row; both tables are untouched",
                        e);
            }
            throw failed(source, e);
        }
    }

    private static OscException failed(TableName source, SQLException e) {
        return new OscException(
                ExitCode.SERVER_FAILED,
                "the server failed a statement of the comparison of " + source + ": " + e.getMessage(),
                "both tables are untouched; run it again",
                e);
    }

    private Task prepared() {
        try (Connection connection = engine.plain().open()) {
            TwoTables two = TwoTables.find(engine, connection, asked);
            Map<String, String> names = two.names(engine.pairing(), asked.names());
            if (names.isEmpty()) {
                throw new OscException(
                        ExitCode.NO_KEY,
                        two.source().name() + " and " + two.shadow().name() + " have no column in common",
                        "--map OLD=NEW says which columns are the same under two names");
            }
            Compared pair = engine.pairing().pair(connection, two.source(), two.shadow(), names);
            List<String> leftOut = two.leftOut(names);
            if (pair.mapping().pairs().isEmpty()) {
                throw new OscException(
                        ExitCode.UNSUPPORTED_TABLE,
                        two.source().name() + " and " + two.shadow().name() + " have no column to compare: "
                                + String.join("; ", leftOut),
                        "--map OLD=NEW says which columns are the same under two names");
            }
            Comparison comparison = engine.pairing().comparison(pair);
            Rehearsal.run(
                            connection,
                            comparison,
                            two.source().name(),
                            two.shadow().name(),
                            engine.failures())
                    .ifPresent(against -> {
                        throw new OscException(against.code(), against.text(), against.remedy(), against.cause());
                    });
            return new Task(two, comparison, leftOut);
        } catch (SQLException e) {
            throw failed(new TableName(asked.database(), asked.table()), e);
        }
    }

    private VerifyReport compared(Task task) throws SQLException, InterruptedException {
        long began = System.nanoTime();
        int workers = asked.workers() > 0 ? asked.workers() : engine.copyWorkers();
        Counters counters = new Counters();
        watch.comparing(task.tables().source(), counters);
        // it only reads: the fence that a lane of a change has is never entered
        Fence none = new Fence(engine.dialect(), task.tables().source().name(), "", 0);
        Backoff backoff = Backoff.of(asked.retries(), random, sleeper);
        List<Lane> lanes = IntStream.rangeClosed(0, workers)
                .mapToObj(i -> new Lane(i, none, engine.sessions(), engine.failures(), backoff, new CommitTimes()))
                .toList();
        Verification verification = new Verification(task.comparison(), null, workers);
        Crew crew = new Crew();
        try {
            for (int i = 1; i <= workers; i++) {
                TimeSizer sizer = new TimeSizer(asked.chunkTime(), asked.chunkRows(), 10, LARGEST_RANGE);
                CompareWorker worker = new CompareWorker(lanes.get(i), verification, () -> {}, sizer, counters);
                crew.start("verify-" + i, worker::run);
            }
            Lane judging = lanes.getFirst();
            Verdict verdict = verification.judge(
                    judging, new PatientLooking(judging, task.comparison(), sleeper), null, counters);
            if (verdict.defects().isEmpty() && counters.rowsCompared.sum() == 0) {
                requireEmpty(task, judging);
            }
            List<String> leftOut = new ArrayList<>(task.leftOut());
            leftOut.addAll(task.comparison().leftOut());
            return new VerifyReport(
                    task.tables().source().name(),
                    task.tables().shadow().name(),
                    counters.rowsCompared.sum(),
                    Duration.ofNanos(System.nanoTime() - began),
                    verdict,
                    leftOut);
        } catch (InterruptedException | SQLException | RuntimeException e) {
            // an interrupt shows in many guises; what a thread failed of is the reason
            switch (crew.failure()) {
                case null -> throw e;
                case SQLException reason -> throw reason;
                case RuntimeException reason -> throw reason;
                case Throwable reason -> throw new IllegalStateException(reason);
            }
        } finally {
            if (!crew.stopped(PATIENCE)) {
                lanes.forEach(Lane::endStatement);
            }
            crew.close();
            lanes.forEach(Lane::close);
        }
    }

    /** A comparison of no rows says nothing of a table that has some. */
    private static void requireEmpty(Task task, Lane lane) throws SQLException, InterruptedException {
        boolean empty = lane.read(connection -> task.comparison().bound(connection, null, 1) == null);
        if (!empty) {
            throw new OscException(
                    ExitCode.MISMATCH,
                    "no row of " + task.tables().source().name() + " was compared, and it holds some",
                    "run it again; report it if it happens again");
        }
    }
}
