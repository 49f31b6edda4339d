// SPDX-License-Identifier: Apache-2.0
package dev.osc.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class HeartbeatTest {

    private final Heartbeat heartbeat = new Heartbeat();

    private static long at(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }

    /** So many, 100 ms apart, the first at 100 ms. */
    private void written(int beats) {
        for (int i = 1; i <= beats; i++) {
            heartbeat.written(heartbeat.next(), at(100L * i));
        }
    }

    private Heartbeat.Beat own(long number) {
        return new Heartbeat.Beat(heartbeat.next().run(), number);
    }

    @Test
    void aCopyIsAsFarBehindAsTheFirstBeatItLacksIsOld() {
        written(9);

        assertThat(heartbeat.lag(own(7), at(1_000))).isEqualTo(Duration.ofMillis(200));
        assertThat(heartbeat.lag(own(9), at(1_000))).isZero();
        assertThat(heartbeat.lag(own(0), at(1_000))).isEqualTo(Duration.ofMillis(900));
    }

    /** What it has may be the last run's, however high its number is. */
    @Test
    void anotherRunsBeatOrNoneIsNothing() {
        written(9);

        assertThat(heartbeat.lag(null, at(1_000))).isEqualTo(Duration.ofMillis(900));
        assertThat(heartbeat.lag(new Heartbeat.Beat("another", 8), at(1_000))).isEqualTo(Duration.ofMillis(900));
        assertThat(new Heartbeat().next().run()).isNotEqualTo(heartbeat.next().run());
    }

    /** An hour's beats are kept: one that is further behind is an hour behind at least. */
    @Test
    void furtherBehindThanIsRemembered() {
        written(40_000);

        assertThat(heartbeat.lag(own(1), at(4_000_000)))
                .isEqualTo(Duration.ofMillis(35_999 * 100))
                .isEqualTo(heartbeat.lag(null, at(4_000_000)));
    }

    @Test
    void isSilentSinceTheLast() {
        assertThat(heartbeat.silence(at(0))).isNull();
        written(3);

        assertThat(heartbeat.silence(at(1_000))).isEqualTo(Duration.ofMillis(700));
        assertThat(heartbeat.next().number()).isEqualTo(4);
        assertThat(heartbeat.next().number()).as("until it is written").isEqualTo(4);
    }
}
