// SPDX-License-Identifier: Apache-2.0
package dev.osc.verify;

import dev.osc.checkpoint.Reader;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.progress.Counters;
import dev.osc.schema.KeyRange;
import dev.osc.schema.KeyTuple;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One comparison of two tables, first key to last. {@link CompareWorker}s find what differs; the owner's thread, in {@link
 * #judge}, finds out what it means. A range counts as compared only when nothing in it is in question any more.
 */
public final class Verification {

    /** More defects than this are not gone after: the tables are not what they were taken for. */
    private static final int ENOUGH = 1_000;

    /** Brings rows of the shadow up to date. */
    @FunctionalInterface
    public interface Repair {
        void refresh(Collection<KeyTuple> keys);
    }

    /** So often a range is gone back to. */
    private static final int PARTS = 100;

    private final Comparison comparison;
    private final Ranges ranges;
    private final Suspects suspects;
    private volatile boolean gaveUp;

    /**
     * @param edge up to where an earlier process has compared; null: nothing
     * @param workers how many workers will run
     */
    public Verification(Comparison comparison, @Nullable KeyTuple edge, int workers) {
        this.comparison = comparison;
        this.ranges = new Ranges(comparison, edge);
        this.suspects = new Suspects(workers);
    }

    Comparison comparison() {
        return comparison;
    }

    Ranges ranges() {
        return ranges;
    }

    Suspects suspects() {
        return suspects;
    }

    boolean gaveUp() {
        return gaveUp;
    }

    /** Everything up to this key has been compared; null: nothing, or everything. */
    public @Nullable KeyTuple through() {
        return ranges.through();
    }

    /**
     * Judges what the workers find, until they have finished.
     *
     * @param repair null: defects stay as they are
     * @param counters are told of rows that differ
     */
    public Verdict judge(Reader reader, Looking looking, @Nullable Repair repair, Counters counters)
            throws SQLException, InterruptedException {
        Judge judge = new Judge(looking, repair, counters);
        for (List<Suspects.Found> some = suspects.take(); !some.isEmpty(); some = suspects.take()) {
            if (gaveUp) {
                continue;
            }
            Set<KeyTuple> bad = judge
                    .judge(some.stream().flatMap(found -> found.rows().stream()).toList())
                    .stream()
                    .map(Difference::key)
                    .collect(Collectors.toSet());
            for (Suspects.Found found : some) {
                boolean good = found.rows().stream().map(Difference::key).noneMatch(bad::contains);
                if (good && (found.whole() || judgeRest(reader, judge, found.range()))) {
                    ranges.compared(found.range());
                }
            }
            gaveUp = judge.defects() >= ENOUGH;
        }
        return judge.verdict(!gaveUp);
    }

    /** A range in which more differed than was looked at; true when nothing is left in question. */
    private boolean judgeRest(Reader reader, Judge judge, KeyRange range) throws SQLException, InterruptedException {
        for (int part = 0; part < PARTS; part++) {
            List<Difference> rest =
                    reader.read(connection -> comparison.differences(connection, range, CompareWorker.MOST));
            if (!judge.judge(rest).isEmpty()) {
                return false;
            }
            if (rest.size() < CompareWorker.MOST) {
                return true;
            }
        }
        throw new OscException(
                ExitCode.MISMATCH,
                "in one range of keys of the two tables ever more rows differ",
                "the table is untouched; is somebody writing to its shadow? mend that, and run again");
    }
}
