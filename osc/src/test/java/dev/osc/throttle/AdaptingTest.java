// SPDX-License-Identifier: Apache-2.0
package dev.osc.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AdaptingTest {

    private static final Offset<Double> EXACT = within(1e-9);

    private final Adapting adapting = new Adapting();
    private long now = Duration.ofDays(-1).toNanos();

    private static Throttle.State state(Throttle.Line... lines) {
        return new Throttle.State(List.of(lines), false, Duration.ZERO, Duration.ZERO);
    }

    private static Throttle.Line line(@Nullable Double number, @Nullable Double limit) {
        return new Throttle.Line("max-load", "", false, true, number, limit);
    }

    /** A second after the last look. */
    private double next(Throttle.Line... lines) {
        now += Duration.ofSeconds(1).toNanos();
        return adapting.look(state(lines), now);
    }

    @Test
    void nearALimitTheShareIsHalvedDownToItsLeast() {
        List<Double> shares = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            shares.add(next(line(9.0, 10.0)));
        }

        assertThat(shares).containsExactly(0.5, 0.25, 0.125, 0.0625, 0.03125, 0.03125, 0.03125);
    }

    @Test
    void onceASecondAtMost() {
        assertThat(next(line(20.0, 10.0))).isEqualTo(0.5);
        assertThat(adapting.look(state(line(20.0, 10.0)), now + 999_999_999)).isEqualTo(0.5);
        assertThat(adapting.look(state(line(20.0, 10.0)), now + 1_000_000_000)).isEqualTo(0.25);
    }

    @Test
    void farFromAllLimitsItGrowsUpToTheWhole() {
        next(line(9.5, 10.0));

        assertThat(next(line(7.0, 10.0))).isCloseTo(0.55, EXACT);
        assertThat(next(line(8.0, 10.0))).as("between near and far").isCloseTo(0.55, EXACT);
        for (int i = 0; i < 9; i++) {
            next();
        }
        assertThat(next()).isEqualTo(1);
        assertThat(next()).isEqualTo(1);
    }

    @Test
    void theNearestLimitCounts() {
        assertThat(next(line(1.0, 10.0), line(95.0, 100.0), line(0.0, 5.0))).isEqualTo(0.5);
    }

    /** A pause, a page. */
    @Test
    void whatHasNoNumberOrNoLimitSaysNothing() {
        assertThat(next(line(null, null), line(7.0, null))).isEqualTo(1);
    }

    @Test
    void whatIsToBeNoneIsNearFromOneOn() {
        assertThat(next(line(0.0, 0.0))).isEqualTo(1);
        assertThat(new Adapting().look(state(line(1.0, 0.0)), 0)).isEqualTo(0.5);
    }
}
