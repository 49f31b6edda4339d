// SPDX-License-Identifier: Apache-2.0
package dev.osc.verify;

import dev.osc.checkpoint.Reader;
import dev.osc.progress.Counters;
import dev.osc.progress.TimeSizer;
import dev.osc.schema.KeyRange;
import java.sql.SQLException;
import java.util.List;

/** Compares range after range until none is left. Confined to one thread. */
public final class CompareWorker {

    /** So many differing rows of a range are looked at together. */
    static final int MOST = 10_000;

    /** Gives way to what is more urgent. */
    @FunctionalInterface
    public interface Leave {
        void await() throws InterruptedException;
    }

    private final Reader reader;
    private final Verification verification;
    private final Leave leave;
    private final TimeSizer sizer;
    private final Counters counters;

    public CompareWorker(Reader reader, Verification verification, Leave leave, TimeSizer sizer, Counters counters) {
        this.reader = reader;
        this.verification = verification;
        this.leave = leave;
        this.sizer = sizer;
        this.counters = counters;
    }

    /** Returns when every range is compared or being compared by another worker. */
    public void run() throws SQLException, InterruptedException {
        Comparison comparison = verification.comparison();
        Ranges ranges = verification.ranges();
        while (!verification.gaveUp()) {
            leave.await();
            KeyRange range = ranges.next(reader, sizer.rows());
            if (range == null) {
                break;
            }
            long began = System.nanoTime();
            Tally tally = reader.read(connection -> comparison.tally(connection, range));
            sizer.took(Math.max(tally.source(), tally.shadow()), System.nanoTime() - began);
            counters.rowsCompared.add(tally.source());
            List<Difference> rows = tally.agrees()
                    ? List.of()
                    : reader.read(connection -> comparison.differences(connection, range, MOST));
            if (rows.isEmpty()) {
                ranges.compared(range);
            } else {
                verification.suspects().add(new Suspects.Found(range, rows, rows.size() < MOST));
            }
        }
        verification.suspects().finished();
    }
}
