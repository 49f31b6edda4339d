// SPDX-License-Identifier: Apache-2.0
package dev.osc.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.schema.KeyTuple;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OldestMarksTest {

    @Test
    void knowsTheOldestAfterAnySequenceOfEvents() {
        Dice dice = new Dice(7);
        OldestMarks marks = new OldestMarks();
        List<PendingKey> held = new ArrayList<>();
        for (int step = 0; step < 20_000; step++) {
            switch (dice.below(held.size() < 300 ? 4 : 3)) {
                case 0 -> remove(marks, held, dice);
                case 1 -> renew(marks, held, dice, step);
                default -> {
                    PendingKey key = new PendingKey(KeyTuple.ofLong(step));
                    key.first = step;
                    marks.add(key);
                    held.add(key);
                }
            }
            assertThat(marks.oldest())
                    .isEqualTo(held.stream().mapToLong(key -> key.first).min().orElse(PendingKey.UNMARKED));
        }
    }

    private static void remove(OldestMarks marks, List<PendingKey> held, Dice dice) {
        if (!held.isEmpty()) {
            PendingKey key = held.remove(dice.below(held.size()));
            marks.remove(key);
            marks.remove(key);
        }
    }

    private static void renew(OldestMarks marks, List<PendingKey> held, Dice dice, int step) {
        if (!held.isEmpty()) {
            PendingKey key = dice.oneOf(held);
            key.first = dice.between((int) key.first, step);
            marks.renewed(key);
        }
    }
}
