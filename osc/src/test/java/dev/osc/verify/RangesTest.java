// SPDX-License-Identifier: Apache-2.0
package dev.osc.verify;

import static dev.osc.verify.MapTables.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.checkpoint.Reader;
import dev.osc.schema.KeyRange;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RangesTest {

    private final Reader reader = MapTables.reader();

    private List<KeyRange> all(Ranges ranges, int rows) throws SQLException, InterruptedException {
        List<KeyRange> all = new ArrayList<>();
        for (KeyRange range = ranges.next(reader, rows); range != null; range = ranges.next(reader, rows)) {
            all.add(range);
        }
        return all;
    }

    @Test
    void everyKeyThereCanBeIsInOneOfThem() throws SQLException, InterruptedException {
        assertThat(all(new Ranges(MapTables.alike(2, 10), null), 2))
                .containsExactly(new KeyRange(null, key(4)), new KeyRange(key(4), key(8)), new KeyRange(key(8), null));
        // a table that ends with a range: what only the shadow has above it is still looked for
        assertThat(all(new Ranges(MapTables.alike(2, 8), null), 2))
                .containsExactly(new KeyRange(null, key(4)), new KeyRange(key(4), key(8)), new KeyRange(key(8), null));
        assertThat(all(new Ranges(new MapTables(), null), 2)).containsExactly(new KeyRange(null, null));
    }

    @Test
    void goesOnWhereAnEarlierProcessEnded() throws SQLException, InterruptedException {
        Ranges ranges = new Ranges(MapTables.alike(2, 10), key(6));

        assertThat(ranges.through()).isEqualTo(key(6));
        assertThat(all(ranges, 5)).containsExactly(new KeyRange(key(6), null));
    }

    @Test
    void isThroughUpToTheFirstThatIsNotCompared() throws SQLException, InterruptedException {
        Ranges ranges = new Ranges(MapTables.alike(2, 10), null);
        List<KeyRange> all = all(ranges, 2);

        ranges.compared(all.get(1));
        assertThat(ranges.through()).isNull();
        ranges.compared(all.get(0));
        assertThat(ranges.through()).isEqualTo(key(8));
        ranges.compared(all.get(2));
        assertThat(ranges.through()).isNull();
    }
}
