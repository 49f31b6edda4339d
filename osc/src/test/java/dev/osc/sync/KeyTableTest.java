// SPDX-License-Identifier: Apache-2.0
package dev.osc.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.schema.KeyTuple;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class KeyTableTest {

    /** Grown, full, emptied and grown again, among keys whose slots are next to each other. */
    @Test
    void holdsWhatAMapHolds() {
        Dice dice = new Dice(11);
        KeyTable table = new KeyTable();
        Map<KeyTuple, PendingKey> map = new HashMap<>();
        for (int step = 0; step < 300_000; step++) {
            boolean filling = step / 50_000 % 2 == 0;
            KeyTuple tuple = tuple(dice.below(20_000));
            PendingKey known = map.get(tuple);
            assertThat(table.get(tuple)).isSameAs(known);
            if (known == null && (filling || dice.below(4) == 0)) {
                PendingKey key = new PendingKey(tuple);
                table.add(key);
                map.put(tuple, key);
            } else if (known != null && (!filling || dice.below(4) == 0)) {
                table.remove(known);
                map.remove(tuple);
            }
            assertThat(table.size()).isEqualTo(map.size());
        }
        map.forEach((tuple, key) -> assertThat(table.get(tuple)).isSameAs(key));
        map.values().forEach(table::remove);
        assertThat(table.size()).isZero();
        assertThat(table.get(tuple(3))).isNull();
    }

    private static KeyTuple tuple(int number) {
        return number % 2 == 0
                ? KeyTuple.ofLong(number)
                : KeyTuple.builder().add("key " + number).build();
    }
}
