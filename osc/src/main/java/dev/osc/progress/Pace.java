// SPDX-License-Identifier: Apache-2.0
package dev.osc.progress;

import java.time.Duration;
import java.util.function.IntConsumer;

/** How fast a run goes about its work, as far as an operator may change it while it goes on. Thread-safe. */
public final class Pace {

    private static final long LEAST_AIM = Duration.ofMillis(5).toNanos();

    private final int firstRows;
    private final int workersMost;
    private volatile long chunkNanos;
    private volatile int chunkRows;
    private volatile int flushRows;
    private volatile double niceRatio;
    private volatile int copyWorkers;
    private volatile double share = 1;
    private volatile IntConsumer workersChanged = _ -> {};

    /**
     * @param chunkTime what a chunk or a flush aims to take
     * @param firstRows rows of the first chunk of each worker
     * @param chunkRows a chunk takes no more
     * @param flushRows a flush takes no more
     * @param copyWorkers chunks copied at once: the most there can be
     */
    public Pace(Duration chunkTime, int firstRows, int chunkRows, int flushRows, int copyWorkers) {
        this.firstRows = firstRows;
        this.chunkNanos = chunkTime.toNanos();
        this.chunkRows = chunkRows;
        this.flushRows = flushRows;
        this.workersMost = copyWorkers;
        this.copyWorkers = copyWorkers;
    }

    public Duration chunkTime() {
        return Duration.ofNanos(chunkNanos);
    }

    public void chunkTime(Duration time) {
        chunkNanos = time.toNanos();
    }

    public int chunkRows() {
        return chunkRows;
    }

    public void chunkRows(int most) {
        chunkRows = most;
    }

    public int flushRows() {
        return flushRows;
    }

    public void flushRows(int most) {
        flushRows = most;
    }

    /** After a chunk its worker rests so many times as long as it took. */
    public double niceRatio() {
        return niceRatio;
    }

    public void niceRatio(double ratio) {
        niceRatio = ratio;
    }

    public int copyWorkers() {
        return copyWorkers;
    }

    public int copyWorkersMost() {
        return workersMost;
    }

    public void copyWorkers(int most) {
        copyWorkers = Math.clamp(most, 1, workersMost);
        workersChanged.accept(working());
    }

    /** What part of it is gone at just now: of the time of a chunk and of the workers alike. */
    public double share() {
        return share;
    }

    /** @param part above 0, up to 1 */
    public void share(double part) {
        if (share != part) {
            share = part;
            workersChanged.accept(working());
        }
    }

    /** How many workers copy at once just now. */
    public int working() {
        return Math.max(1, (int) Math.round(copyWorkers * share));
    }

    private long aim() {
        return Math.max(LEAST_AIM, (long) (chunkNanos * share));
    }

    /** Who is to be told of another number of workers; told the present one at once. */
    public void onCopyWorkers(IntConsumer changed) {
        workersChanged = changed;
        changed.accept(working());
    }

    public TimeSizer chunkSizer() {
        return new TimeSizer(this::aim, firstRows, 10, () -> chunkRows);
    }

    public TimeSizer flushSizer(int first) {
        return new TimeSizer(this::aim, first, 10, () -> flushRows);
    }

    /** How long a worker rests after a chunk that took so long. */
    public Duration rest(long nanos) {
        return Duration.ofNanos((long) (nanos * niceRatio));
    }
}
