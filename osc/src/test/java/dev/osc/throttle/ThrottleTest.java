// SPDX-License-Identifier: Apache-2.0
package dev.osc.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ThrottleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final List<Boolean> told = new ArrayList<>();
    private final Throttle throttle = new Throttle(0);

    private static long at(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }

    @Test
    void oneSourceIsEnoughToWaitAndAllAreNeededToGoOn() {
        throttle.gate(told::add);
        throttle.expect("a", () -> PATIENCE, at(0));
        throttle.expect("b", () -> PATIENCE, at(0));
        throttle.read("a", new Reading("1", false), at(10));
        throttle.read("b", new Reading("9, at most 5", true), at(10));
        throttle.read("a", new Reading("1", false), at(20));
        assertThat(throttle.state(at(30)).reason()).isEqualTo("b: 9, at most 5");
        throttle.read("b", new Reading("5, at most 5", false), at(510));

        assertThat(told).containsExactly(false, true, false);
        assertThat(throttle.state(at(600)).waiting()).isFalse();
        assertThat(throttle.state(at(600)).total()).isEqualTo(Duration.ofMillis(510));
    }

    @Test
    void whatCanNotBeSeenMakesTheRunWait() {
        throttle.expect("a", () -> PATIENCE, at(0));
        assertThat(throttle.state(at(0)).reason()).isEqualTo("a: not read yet");
        throttle.read("a", new Reading("1", false), at(10));
        throttle.tick(at(1_010));
        assertThat(throttle.state(at(1_010)).waiting()).isFalse();

        throttle.tick(at(1_011));

        assertThat(throttle.state(at(1_011)).reason()).isEqualTo("a: can't be read: no answer for 1001 ms");
        throttle.unreadable("a", "connection refused", at(1_020));
        assertThat(throttle.state(at(1_020)).reason()).isEqualTo("a: can't be read: connection refused");
        throttle.read("a", new Reading("1", false), at(1_030));
        assertThat(throttle.state(at(1_030)).waiting()).isFalse();
    }

    @Test
    void theOperatorsWordHoldsWhateverTheSourcesSay() {
        throttle.gate(told::add);
        throttle.hold("paused by dba", at(0));
        throttle.expect("a", () -> PATIENCE, at(0));
        throttle.read("a", new Reading("1", true), at(1));
        assertThat(throttle.state(at(1)).reason()).isEqualTo("operator: paused by dba; a: 1");

        throttle.release(at(2));

        assertThat(throttle.state(at(2)).reason()).isEqualTo("a: 1");
        throttle.forget("a", at(3));
        assertThat(told).containsExactly(false, true, false);
    }

    @Test
    void aSourceOfWhichNothingIsWantedIsNotTold() {
        throttle.expect("a", () -> PATIENCE, at(0));
        throttle.read("a", Reading.NOT_WANTED, at(0));

        assertThat(throttle.state(at(1)).lines()).isEmpty();
        assertThat(throttle.state(at(1)).waiting()).isFalse();
    }

    @Test
    void limitsAreReadAsTheyAreTyped() {
        assertThat(Loads.parse("Threads_running=25, Threads_connected = 500").limits())
                .containsExactly(new Loads.Limit("Threads_running", 25), new Loads.Limit("Threads_connected", 500));
        assertThat(Loads.parse(" ")).isEqualTo(Loads.NONE);
        for (String bad : new String[] {"Threads_running", "a=b", "=1", "a=1,", "a=1;b=2", "a'=1", "a=-1"}) {
            assertThat(assertThrows(IllegalArgumentException.class, () -> Loads.parse(bad), bad))
                    .hasMessageContaining("is not NAME=NUMBER");
        }
    }
}
