// SPDX-License-Identifier: Apache-2.0
package dev.osc.status;

import dev.osc.plan.Migration;
import dev.osc.progress.Counters;
import dev.osc.progress.Pace;
import dev.osc.replay.SyncMonitor;
import dev.osc.run.Controls;
import dev.osc.run.Watcher;
import dev.osc.throttle.Throttle;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Knows where a run stands. Told by the run's thread; asked by whoever wants to know: the oftener, the fresher are its rates.
 * Thread-safe; costs the run nothing.
 */
public final class StatusBoard implements Watcher {

    /** Chunks find their size in them. */
    private static final double FIRST_SECONDS = 3;

    private static final long SAMPLE_EVERY = Duration.ofMillis(900).toNanos();

    private record Moving(Migration migration, Counters counters, SyncMonitor sync) {}

    private final Controls controls;
    private final String table;
    private final String change;
    private final long began = System.nanoTime();
    /** Of the rows and chunks: anew with each phase, and whenever the run begins to wait or goes on. */
    private final Rates rates = new Rates();

    /** Of the stream, which is read all along. */
    private final Rates streamed = new Rates();

    private boolean waiting;
    private long lastRows;
    private Phase phase = Phase.PREPARE;
    private long phaseBegan = began;
    private long waitedBefore;
    private long sampled;
    private long copyBegan;
    private long copyEnded;
    private @Nullable Moving moving;

    /** @param table as it was asked for */
    public StatusBoard(Controls controls, String table, String change) {
        this.controls = controls;
        this.table = table;
        this.change = change;
    }

    @Override
    public synchronized void phase(Phase next) {
        phase = next;
        phaseBegan = System.nanoTime();
        if (next == Phase.COPY) {
            copyBegan = phaseBegan;
        } else if (copyBegan != 0 && copyEnded == 0) {
            copyEnded = phaseBegan;
        }
        waitedBefore = controls.throttle().state(phaseBegan).total().toNanos();
        rates.clear();
        sample();
    }

    @Override
    public synchronized void moving(Migration migration, Counters counters, SyncMonitor sync) {
        moving = new Moving(migration, counters, sync);
        sample();
    }

    /** Takes down what is counted now. */
    private void sample() {
        Moving now = moving;
        sampled = System.nanoTime();
        if (now != null) {
            boolean waits = controls.throttle().state(sampled).waiting();
            if (waits != waiting) {
                waiting = waits;
                rates.clear();
            }
            Counters counters = now.counters();
            Rates.Sample sample = new Rates.Sample(
                    System.nanoTime(),
                    rows(counters),
                    counters.changes.sum(),
                    counters.keysFlushed.sum(),
                    counters.chunks.sum(),
                    counters.chunkNanos.sum());
            // a count that has fallen is another thing's: a comparison begins anew
            if (sample.rows() < lastRows) {
                rates.clear();
            }
            lastRows = sample.rows();
            rates.add(sample);
            streamed.add(sample);
        }
    }

    private long rows(Counters counters) {
        return phase == Phase.VERIFY ? counters.rowsCompared.sum() : counters.rowsCopied.sum();
    }

    public synchronized Status now() {
        long now = System.nanoTime();
        Moving seen = moving;
        if (now - sampled >= SAMPLE_EVERY) {
            sample();
        }
        Status.Rows rows = rows(seen);
        Throttle.State waiting = controls.throttle().state(now);
        return new Status(
                seen == null ? "" : seen.migration().id(),
                seen == null ? table : seen.migration().source().name().toString(),
                change,
                phase.text(),
                (now - phaseBegan) / 1e9,
                (now - began) / 1e9,
                copySeconds(now),
                rows,
                stream(seen),
                speed(seen),
                new Status.Waiting(waiting.waiting(), waiting.reason(), seconds(waiting.total()), waiting.lines()),
                phase.compareTo(Phase.CUT_OVER) <= 0
                        ? controls.leave().waitsFor().orElse(null)
                        : null,
                eta(rows, now));
    }

    private double copySeconds(long now) {
        return copyBegan == 0 ? 0 : ((copyEnded == 0 ? now : copyEnded) - copyBegan) / 1e9;
    }

    private Status.Rows rows(@Nullable Moving seen) {
        if (seen == null) {
            return new Status.Rows(0, 0, 0, false, 0);
        }
        long done = rows(seen.counters());
        return new Status.Rows(
                done,
                Math.max(done, seen.migration().source().estimatedRows()),
                rates.perSecond(Rates.Sample::rows),
                phase != Phase.VERIFY && seen.sync().allCopied(),
                seen.counters().rowsDiffering.sum());
    }

    private Status.Stream stream(@Nullable Moving seen) {
        if (seen == null) {
            return new Status.Stream(0, 0, 0, 0, 0, 0, "", null, null);
        }
        long lag = seen.counters().streamLag.get();
        long retained = seen.counters().retainedLog.get();
        return new Status.Stream(
                seen.counters().changes.sum(),
                streamed.perSecond(Rates.Sample::changes),
                seen.counters().keysFlushed.sum(),
                streamed.perSecond(Rates.Sample::flushed),
                seen.sync().pendingCount(),
                seen.sync().pendingBytes(),
                seen.sync().safe().position().text(),
                lag == Counters.UNKNOWN ? null : lag / 1e9,
                retained == Counters.UNKNOWN ? null : retained);
    }

    private Status.Speed speed(@Nullable Moving seen) {
        Pace pace = controls.pace();
        return new Status.Speed(
                seen == null ? 0 : seen.counters().chunks.sum(),
                rates.chunkMillis(),
                pace.chunkTime().toMillis(),
                pace.chunkRows(),
                pace.flushRows(),
                pace.niceRatio(),
                pace.working(),
                pace.copyWorkersMost(),
                pace.share());
    }

    /**
     * By the pace since the phase began, waiting left out, and by that of the last seconds: between them lies what is likely.
     * Once more rows were met than the optimizer knew of, while the run waits, and in the first seconds nobody can tell.
     */
    private Status.@Nullable Eta eta(Status.Rows rows, long now) {
        boolean counted = phase == Phase.COPY || phase == Phase.VERIFY;
        long left = rows.estimated() - rows.done();
        if (!counted || waiting || rows.all() || left <= 0 || rows.done() == 0) {
            return null;
        }
        double waited = seconds(controls.throttle().state(now).total()) - waitedBefore / 1e9;
        double worked = (now - phaseBegan) / 1e9 - waited;
        if (worked < FIRST_SECONDS) {
            return null;
        }
        double whole = left / (rows.done() / worked);
        double lately = rows.perSecond() > 0 ? left / rows.perSecond() : whole;
        double best = (whole + lately) / 2;
        // the optimizer's guess of the rows is good for some percent at best
        double guess = 0.05 * rows.estimated() / Math.max(1, rows.done()) * worked;
        return new Status.Eta(best, Math.abs(whole - lately) / 2 + guess);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
