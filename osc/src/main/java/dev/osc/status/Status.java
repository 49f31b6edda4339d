// SPDX-License-Identifier: Apache-2.0
package dev.osc.status;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.osc.throttle.Throttle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a run stands at one moment. Numbers only grow unless told otherwise; seconds are measured, not read off a clock.
 *
 * @param migration id of the attempt; empty before there is one
 * @param table the source, {@code schema.table}; empty before it is known
 * @param change the text of the change
 * @param phase as the display names it: {@code copy}, {@code catch-up}, …
 * @param phaseSeconds since it began
 * @param elapsedSeconds since the run began
 * @param copySeconds what the copy has taken so far, or took
 * @param rows of the copy, or of the comparison while that goes on
 * @param stream of the changes that are followed
 * @param pace how fast it may go
 * @param throttle what makes it wait
 * @param swapWaitsFor why the swap is postponed; null when nothing speaks against it
 * @param eta when the present phase will be over; null where nobody can know
 */
public record Status(
        String migration,
        String table,
        String change,
        String phase,
        double phaseSeconds,
        double elapsedSeconds,
        double copySeconds,
        Rows rows,
        Stream stream,
        Speed pace,
        Waiting throttle,
        @Nullable String swapWaitsFor,
        @Nullable Eta eta) {

    /** In a line, for logs and people in a hurry. */
    public String line() {
        return StatusText.line(this);
    }

    /**
     * @param done copied, or compared, so far
     * @param estimated the optimizer's guess of how many there are; may be short, grows with {@code done}
     * @param perSecond over the last seconds; falls and rises
     * @param all whether everything is copied
     * @param differing rows that the last comparison found to differ though nobody was changing them
     */
    public record Rows(long done, long estimated, double perSecond, boolean all, long differing) {

        /** In JSON, too. From 0 to 100; below 100 until all is done, whatever the estimate said. */
        @JsonProperty
        public double percent() {
            return all ? 100 : estimated <= 0 ? 0 : Math.min(99, 100.0 * done / estimated);
        }
    }

    /**
     * @param changes keys that the change stream has delivered
     * @param perSecond over the last seconds
     * @param flushed keys that were brought up to date
     * @param flushedPerSecond over the last seconds
     * @param pending keys that wait for it now
     * @param pendingBytes about how much memory they take
     * @param position up to where the log was read and applied; empty before it is known
     * @param lagSeconds how long ago what is read now was logged; null before it is known
     * @param retainedBytes how much log the server keeps for this run alone; null where it keeps it by its own rules
     */
    public record Stream(
            long changes,
            double perSecond,
            long flushed,
            double flushedPerSecond,
            int pending,
            long pendingBytes,
            String position,
            @Nullable Double lagSeconds,
            @Nullable Long retainedBytes) {}

    /**
     * @param chunks that were copied
     * @param chunkMillis what one took, over the last seconds; 0 for none
     * @param chunkTimeMillis what one aims to take
     * @param chunkRows a chunk takes no more
     * @param flushRows a flush takes no more
     * @param niceRatio rest after a chunk, in times of what it took
     * @param copyWorkers chunks at once, as allowed now
     * @param copyWorkersMost as they can be
     * @param share what part of that pace is gone at just now, from 0 to 1
     */
    public record Speed(
            long chunks,
            double chunkMillis,
            long chunkTimeMillis,
            int chunkRows,
            int flushRows,
            double niceRatio,
            int copyWorkers,
            int copyWorkersMost,
            double share) {}

    /**
     * @param now whether the run waits
     * @param reason for what; empty when it does not
     * @param seconds how long it has waited in all
     * @param sources what each source shows
     */
    public record Waiting(boolean now, String reason, double seconds, List<Throttle.Line> sources) {}

    /**
     * @param seconds left of the phase
     * @param error how many seconds more or less it may well be
     */
    public record Eta(double seconds, double error) {}
}
