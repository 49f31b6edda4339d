// SPDX-License-Identifier: Apache-2.0
package dev.osc.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The core on the model server. A seed that fails is told step by step by {@link Simulation#main}: {@code seed=N}, and the
 * name of the rule that is off.
 */
final class SimulationTest {

    /** More of them in a long search: {@code -Dosc.schedules=10000000}. */
    private static final long SCHEDULES = Long.getLong("osc.schedules", 250_000);

    /** A lie that keeps rows in each other's way ends in a migration that never does, not in a wrong row. */
    private static final Set<Rule> ENDLESS = Set.of(Rule.I9_TOGETHER, Rule.I9_EVICT);

    @Test
    void everyScheduleEndsWithEqualTables() {
        assertThat(Simulation.find(SCHEDULES, null, broken -> true)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Rule.class)
    void everyRuleIsNeeded(Rule off) {
        assertThat(Simulation.find(200_000, off, broken -> ENDLESS.contains(off) || !broken.equals(Schedule.NO_END)))
                .as("with %s off: %s", off, off.broken)
                .isPresent();
    }

    @Test
    void aSeedIsOneSchedule() {
        assertThat(IntStream.range(0, 50).map(SimulationTest::steps))
                .containsExactlyElementsOf(IntStream.range(0, 50)
                        .map(SimulationTest::steps)
                        .boxed()
                        .toList());
    }

    private static int steps(int seed) {
        return new Schedule(seed, null).run(step -> {});
    }
}
