// SPDX-License-Identifier: Apache-2.0
package dev.osc.verify;

import static dev.osc.verify.MapTables.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.progress.Counters;
import dev.osc.progress.TimeSizer;
import dev.osc.schema.KeyTuple;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One worker, ranges of ten rows; what is looked at again is looked at in the same tables. */
final class VerificationTest {

    private final MapTables tables = MapTables.alike(2, 200);
    private final Counters counters = new Counters();
    private final Verification verification = new Verification(tables, null, 1);

    /** Another look at the tables as they are then. */
    private Looking.Seen look(Collection<Difference> suspects) throws SQLException, InterruptedException {
        List<KeyTuple> keys = suspects.stream().map(Difference::key).toList();
        return new Looking.Seen(MapTables.reader().read(connection -> tables.differences(connection, keys)), 0);
    }

    private void compare() throws SQLException, InterruptedException {
        new CompareWorker(
                        MapTables.reader(),
                        verification,
                        () -> {},
                        new TimeSizer(Duration.ofNanos(1), 10, 10, 10),
                        counters)
                .run();
    }

    private Verdict judged(Looking looking) throws SQLException, InterruptedException {
        compare();
        return verification.judge(MapTables.reader(), looking, null, counters);
    }

    private static List<String> texts(List<Difference> rows) {
        return rows.stream()
                .map(row -> row.text(MapTables.SOURCE, MapTables.SHADOW))
                .toList();
    }

    @Test
    void everyKindOfDifferenceIsFoundWhereverItIs() throws SQLException, InterruptedException {
        tables.shadow.put(-5L, "x");
        tables.shadow.put(2L, "x");
        tables.shadow.remove(100L);
        tables.shadow.put(101L, "v100");
        tables.shadow.put(200L, "x");
        tables.shadow.put(999L, "x");

        Verdict verdict = judged(this::look);

        assertThat(texts(verdict.defects()))
                .containsExactlyInAnyOrder(
                        "id = -5: too many in shop.orders_osc_new, shop.orders has no such row",
                        "id = 2: other values in ",
                        "id = 100: missing in shop.orders_osc_new",
                        "id = 101: too many in shop.orders_osc_new, shop.orders has no such row",
                        "id = 200: other values in ",
                        "id = 999: too many in shop.orders_osc_new, shop.orders has no such row");
        assertThat(verdict.whole()).isTrue();
        assertThat(verdict.again()).isEqualTo(6);
        assertThat(counters.rowsCompared.sum()).isEqualTo(100);
    }

    @Test
    void whatAgreesAtAnotherLookIsNoDefect() throws SQLException, InterruptedException {
        tables.shadow.put(50L, "old");
        tables.shadow.put(60L, "old");

        Verdict verdict = judged(suspects -> {
            tables.shadow.put(50L, "v50");
            return new Looking.Seen(look(suspects).defects(), 3);
        });

        assertThat(texts(verdict.defects())).containsExactly("id = 60: other values in ");
        assertThat(verdict.again()).isEqualTo(2);
        assertThat(verdict.unsteady()).isEqualTo(3);
    }

    @Test
    void aRangeWithADefectIsNotBehindUs() throws SQLException, InterruptedException {
        tables.shadow.put(50L, "old");

        judged(this::look);

        // ranges of ten rows end at 20, 40, 60…: that of 50 is to be compared again
        assertThat(verification.through()).isEqualTo(key(40));
    }

    @Test
    void repairBringsThemUpToDateAndLooksAgain() throws SQLException, InterruptedException {
        tables.shadow.put(50L, "old");
        tables.shadow.put(60L, "old");
        List<KeyTuple> refreshed = new ArrayList<>();

        compare();
        Verdict verdict = verification.judge(
                MapTables.reader(),
                this::look,
                keys -> {
                    refreshed.addAll(keys);
                    tables.shadow.put(50L, "v50");
                },
                counters);

        assertThat(refreshed).containsExactlyInAnyOrder(key(50), key(60));
        assertThat(texts(verdict.repaired())).containsExactly("id = 50: other values in ");
        assertThat(counters.rowsDiffering.sum()).isEqualTo(2);
        assertThat(texts(verdict.defects())).containsExactly("id = 60: other values in ");
    }

    @Test
    void moreThanARangeIsLookedAtForAtOnceAreAllLookedAt() throws SQLException, InterruptedException {
        for (long id = 1; id < 4 * CompareWorker.MOST; id += 2) {
            tables.shadow.put(100_000 + id, "x");
        }
        List<Long> seen = new ArrayList<>();

        Verdict verdict = judged(suspects -> {
            // as if the stream brought them over one look after the other
            suspects.forEach(each -> {
                long id = each.key().read().nextLong();
                seen.add(id);
                tables.shadow.remove(id);
            });
            return new Looking.Seen(List.of(), 0);
        });

        assertThat(seen).hasSize(2 * CompareWorker.MOST).doesNotHaveDuplicates();
        assertThat(verdict.defects()).isEmpty();
        assertThat(verdict.whole()).isTrue();
    }

    @Test
    void tablesThatHaveNothingInCommonAreNotGoneThrough() throws SQLException, InterruptedException {
        tables.shadow.clear();
        for (long id = 300; id < 5000; id += 2) {
            tables.source.put(id, "x");
        }

        Verdict verdict = judged(this::look);

        assertThat(verdict.defects()).hasSizeGreaterThanOrEqualTo(1000);
        assertThat(verdict.whole()).isFalse();
    }
}
