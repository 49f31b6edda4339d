// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SamplesTest {

    private static final long FROM = -millis(500);

    private final Samples one = new Samples();
    private final Samples other = new Samples();

    private static long millis(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }

    private double worst(long millis) {
        return Samples.worstSecond(List.of(one, other), FROM, FROM + millis(millis), 50);
    }

    @Test
    void theWorstSecondIsThatOfTheHighestMedian() {
        one.add(FROM, millis(10));
        other.add(FROM, millis(20));
        // the next second: those of both sessions together
        one.add(FROM + millis(1_100), millis(40));
        one.add(FROM + millis(1_200), millis(50));
        other.add(FROM + millis(1_300), millis(500));
        one.add(FROM + millis(2_100), millis(30));

        assertThat(worst(3_000)).isEqualTo(50);
    }

    @Test
    void theOneThatWaitedIsOfTheSecondInWhichItEnded() {
        one.add(FROM - millis(5_000), millis(5_100));
        one.add(FROM - millis(5_000), millis(4_900));

        assertThat(worst(1_000)).isEqualTo(5_100);
    }

    @Test
    void whatIsLeftAtTheEndIsOfTheLastSecond() {
        one.add(FROM + millis(100), millis(1));
        one.add(FROM + millis(200), millis(1));
        one.add(FROM + millis(1_100), millis(80));

        // the two of the whole second and that of what is left: the middle one
        assertThat(worst(1_999)).isEqualTo(1);
        assertThat(worst(2_000)).isEqualTo(80);
    }

    @Test
    void lessThanASecondIsOne() {
        one.add(FROM + millis(10), millis(7));

        assertThat(worst(100)).isEqualTo(7);
    }

    @Test
    void nothingIsNoFigure() {
        assertThatThrownBy(() -> worst(1_000)).isInstanceOf(BrokenRunException.class);
    }
}
