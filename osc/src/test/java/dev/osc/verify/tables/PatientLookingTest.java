// SPDX-License-Identifier: Apache-2.0
package dev.osc.verify.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.verify.Difference;
import dev.osc.verify.Looking;
import dev.osc.verify.MapTables;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PatientLookingTest {

    private final MapTables tables = MapTables.alike(2, 20);
    private final List<Duration> slept = new ArrayList<>();

    private static Difference suspect(long id) {
        return new Difference(MapTables.key(id), Difference.Kind.DIFFERENT, "id = " + id, List.of());
    }

    @Test
    void whatDiffersToTheLastDiffersAsItDidThen() throws SQLException, InterruptedException {
        tables.shadow.put(4L, "x");
        tables.shadow.put(6L, "x");
        tables.shadow.put(8L, "x");
        PatientLooking looking = new PatientLooking(MapTables.reader(), tables, time -> {
            slept.add(time);
            switch (slept.size()) {
                case 1 -> tables.shadow.put(4L, "v4");
                case 2 -> tables.shadow.remove(6L);
                case 3 -> tables.shadow.put(8L, "v8");
                default -> throw new AssertionError("it looks too often");
            }
        });

        Looking.Seen seen = looking.again(List.of(suspect(2), suspect(4), suspect(6), suspect(8)));

        assertThat(seen.defects())
                .extracting(row -> row.text(MapTables.SOURCE, MapTables.SHADOW))
                .containsExactly("id = 6: missing in shop.orders_osc_new");
        assertThat(seen.unsteady()).isZero();
        assertThat(slept).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1));
        // what agreed once is not asked for again
        assertThat(tables.asked).containsExactly(2L, 4L, 6L, 8L, 4L, 6L, 8L, 6L, 8L, 6L, 8L);
    }

    @Test
    void whatAgreesAtOnceCostsNoTime() throws SQLException, InterruptedException {
        PatientLooking looking = new PatientLooking(MapTables.reader(), tables, slept::add);

        assertThat(looking.again(List.of(suspect(2))).defects()).isEmpty();
        assertThat(slept).isEmpty();
    }
}
