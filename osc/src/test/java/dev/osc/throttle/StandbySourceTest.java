// SPDX-License-Identifier: Apache-2.0
package dev.osc.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class StandbySourceTest {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final GivenGauges gauges = new GivenGauges();
    private final Thresholds thresholds = new Thresholds();
    private final StandbySource source = new StandbySource(gauges, thresholds.lag::get, NoSession::open);

    @Test
    void theWorstOfThemCounts() throws SQLException {
        gauges.standbys(
                new Gauges.Standby("a", 20.0, 1, 1 << 20),
                new Gauges.Standby("b", 1_501.0, 1, 2 << 10),
                new Gauges.Standby("c", 0.0, 1, 0));

        assertThat(source.read())
                .isEqualTo(new Reading(
                        "a 20 ms, 1024 KiB; b 1501 ms, 2 KiB; c 0 ms, 0 KiB; at most 1500 ms", true, 1_501.0, 1_500.0));
        thresholds.lag.set("1501");
        assertThat(source.read().over()).isFalse();
    }

    /** A broken one detaches itself: that is what to wait for. */
    @Test
    void whatIsGoneMakesTheRunWait() throws SQLException {
        gauges.standbys(
                new Gauges.Standby("a", 0.0, 1, 0),
                new Gauges.Standby("walreceiver", 0.0, 1, 0),
                new Gauges.Standby("walreceiver", 0.0, 1, 0));
        assertThat(source.read().over()).isFalse();

        gauges.standbys(new Gauges.Standby("walreceiver", 0.0, 1, 0));
        assertThat(source.read())
                .isEqualTo(new Reading(
                        "a, walreceiver#2 is attached no more; throttle-discover-replicas=off forgets it", true));
        thresholds.lag.set("0");
        assertThat(source.read()).isEqualTo(Reading.NOT_WANTED);
        thresholds.lag.set("1500");
        assertThat(source.read().over()).isFalse();
    }

    @Test
    void withoutAnyNothingIsSaid() throws SQLException {
        assertThat(source.read()).isEqualTo(Reading.NOT_WANTED);
    }

    /** One that has nothing to apply is not behind, whether the server knows it or not. */
    @Test
    void whatTheServerDoesNotKnowIsMeasured() throws SQLException {
        thresholds.lag.set("1");
        gauges.standbys(new Gauges.Standby("a", null, 7, 0));
        assertThat(source.read().number()).isZero();

        gauges.standbys(new Gauges.Standby("a", null, 7, 100));
        assertThat(source.read().number()).as("seen there for the first time").isLessThan(1);
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (!source.read().over()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
        gauges.standbys(new Gauges.Standby("a", null, 8, 100));

        assertThat(source.read().over()).as("it has moved").isFalse();
    }

    @Test
    void withoutALimitItNeverMakesTheRunWait() throws SQLException {
        thresholds.lag.set("0");
        gauges.standbys(new Gauges.Standby("a", 5_000_000.0, 7, 100));

        assertThat(source.read()).isEqualTo(Reading.NOT_WANTED);
    }
}
