// SPDX-License-Identifier: Apache-2.0
package dev.osc.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class CriticalLoadTest {

    private final Deque<Long> loads = new ArrayDeque<>();
    private final List<String> stopped = new ArrayList<>();
    private final Thresholds thresholds = new Thresholds();
    private final CriticalLoad critical = new CriticalLoad(
            new LoadSource(thresholds.criticalLoad, new GivenGauges().loads(next()), NoSession::open),
            thresholds,
            stopped::add);

    /** Each look takes one of the loads; there must be one. */
    private Map<String, Long> next() {
        return new HashMap<>() {
            @Override
            public @Nullable Long get(@Nullable Object name) {
                return loads.removeFirst();
            }
        };
    }

    private Reading read(long... told) throws SQLException, InterruptedException {
        for (long each : told) {
            loads.add(each);
        }
        Reading reading = critical.read();
        assertThat(loads).as("looks that were not taken").isEmpty();
        return reading;
    }

    @Test
    void stopsAtOnce() throws SQLException, InterruptedException {
        thresholds.criticalLoad.set("running=10");

        assertThat(read(10).over()).isFalse();
        assertThat(stopped).isEmpty();
        assertThat(read(11).over()).isTrue();
        assertThat(stopped).containsExactly("critical load: running = 11, at most 10");
    }

    @Test
    void aShortPeakDoesNotCount() throws SQLException, InterruptedException {
        thresholds.criticalLoad.set("running=10");
        thresholds.criticalAgain.set("1");

        assertThat(read(99, 5).over()).isFalse();
        assertThat(stopped).isEmpty();
        assertThat(read(99, 11).over()).isTrue();
        assertThat(stopped).hasSize(1);
    }

    /** While it sleeps the server is not even asked. */
    @Test
    void hibernatesInsteadOfStopping() throws SQLException, InterruptedException {
        thresholds.criticalLoad.set("running=10");
        thresholds.hibernate.set("3600");

        assertThat(read(11)).isEqualTo(new Reading("hibernates for 3600 s more", true));
        assertThat(read().over()).isTrue();
        assertThat(stopped).isEmpty();
    }

    @Test
    void wakesUpAndLooksAgain() throws SQLException, InterruptedException {
        thresholds.criticalLoad.set("running=10");
        thresholds.hibernate.set("1");
        loads.add(11L);
        long began = System.nanoTime();
        while (critical.read().over()) {
            // it sleeps
            Thread.onSpinWait();
            if (loads.isEmpty()) {
                loads.add(1L);
            }
        }

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(stopped).isEmpty();
    }

    /** An operator who takes the limit away does not have to wait for the end of the sleep. */
    @Test
    void withoutALimitItSleepsNoMore() throws SQLException, InterruptedException {
        thresholds.criticalLoad.set("running=10");
        thresholds.hibernate.set("3600");
        read(11);

        thresholds.criticalLoad.set("");

        assertThat(read()).isEqualTo(Reading.NOT_WANTED);
    }

    @Test
    void theSecondLookDoesNotMakeItSeemSilent() {
        thresholds.criticalAgain.set("60000");

        assertThat(critical.patience()).isGreaterThan(Duration.ofMinutes(1));
    }
}
