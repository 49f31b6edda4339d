// SPDX-License-Identifier: Apache-2.0
package dev.osc.page;

import dev.osc.status.Status;
import org.jspecify.annotations.Nullable;

/**
 * What a chart shows of one moment, or of a while.
 *
 * @param from when it began, in seconds of the run
 * @param seconds when it ended
 * @param percent of the phase's rows
 * @param lagSeconds null where nobody knows
 * @param chunkMillis 0 for none
 * @param waitedSeconds how long the run had waited by then in all
 */
record Sample(
        double from,
        double seconds,
        double percent,
        double rowsPerSecond,
        double changesPerSecond,
        double flushedPerSecond,
        int pending,
        @Nullable Double lagSeconds,
        double chunkMillis,
        double waitedSeconds) {

    /** @param from when the one before it ended */
    static Sample of(Status status, double from) {
        Status.Stream stream = status.stream();
        return new Sample(
                from,
                status.elapsedSeconds(),
                status.rows().percent(),
                status.rows().perSecond(),
                stream.perSecond(),
                stream.flushedPerSecond(),
                stream.pending(),
                stream.lagSeconds(),
                status.pace().chunkMillis(),
                status.throttle().seconds());
    }

    /** Both in one: rates by their mean, what must not be too high by its peak. */
    Sample and(Sample later) {
        Double lag = lagSeconds;
        Double laterLag = later.lagSeconds;
        double whole = later.seconds - from;
        double share = whole <= 0 ? 0.5 : (seconds - from) / whole;
        return new Sample(
                from,
                later.seconds,
                later.percent,
                mean(rowsPerSecond, later.rowsPerSecond, share),
                mean(changesPerSecond, later.changesPerSecond, share),
                mean(flushedPerSecond, later.flushedPerSecond, share),
                Math.max(pending, later.pending),
                lag == null || laterLag == null ? laterLag : Double.valueOf(Math.max(lag, laterLag)),
                Math.max(chunkMillis, later.chunkMillis),
                later.waitedSeconds);
    }

    private static double mean(double one, double other, double share) {
        return one * share + other * (1 - share);
    }
}
