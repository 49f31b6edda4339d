// SPDX-License-Identifier: Apache-2.0
package dev.osc.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class ThresholdsTest {

    /** What one may type, and what is none. */
    private static final Map<String, String[]> EXAMPLES = new LinkedHashMap<>();

    static {
        EXAMPLES.put("max-lag-millis", new String[] {"2000", "-1"});
        EXAMPLES.put("throttle-control-replicas", new String[] {"replica1:3307,[::1]", "a b"});
        EXAMPLES.put("throttle-discover-replicas", new String[] {"on", "sometimes"});
        EXAMPLES.put("replication-lag-query", new String[] {"SELECT lag FROM t", null});
        EXAMPLES.put("max-load", new String[] {"Threads_running=25", "Threads_running"});
        EXAMPLES.put("critical-load", new String[] {"Threads_running=99,a=1", "=1"});
        EXAMPLES.put("critical-load-interval-millis", new String[] {"500", "3600001"});
        EXAMPLES.put("critical-load-hibernate-seconds", new String[] {"60", "1.5"});
        EXAMPLES.put("throttle-query", new String[] {"SELECT 0", null});
        EXAMPLES.put("throttle-http", new String[] {"https://[::1]:8080/x?y=z", "ftp://h/"});
        EXAMPLES.put("max-commit-millis", new String[] {"50", "many"});
        EXAMPLES.put("max-history", new String[] {"9223372036854775807", "9223372036854775808"});
        EXAMPLES.put("max-retained-log", new String[] {"1024", "1e3"});
        EXAMPLES.put("min-free-disk", new String[] {"1", "+-1"});
        EXAMPLES.put("run-window", new String[] {"Mon 22:00-06:00 UTC", "Mon"});
        EXAMPLES.put("cut-over-window", new String[] {"22:00-06:00", "22-6"});
        EXAMPLES.put("adaptive", new String[] {"on", "perhaps"});
    }

    private final Thresholds thresholds = new Thresholds();

    @Test
    void eachHasAnExampleAndAHelpAndANameOfItsOwn() {
        assertThat(thresholds.all()).extracting(Tunable::name).containsExactlyElementsOf(EXAMPLES.keySet());
        assertThat(thresholds.all()).allSatisfy(each -> {
            assertThat(each.argument()).isNotBlank();
            assertThat(each.help()).isNotBlank().doesNotContain("\n");
        });
    }

    /** Set is what was typed; what is refused leaves it; nothing takes it back. */
    @Test
    void eachIsSetKeptAndTakenBack() {
        for (Tunable<?> each : thresholds.all()) {
            String[] example = Objects.requireNonNull(EXAMPLES.get(each.name()), each.name());
            each.set("");
            String none = each.toString();

            each.set(" " + example[0] + " ");

            assertThat(each).as(each.name()).hasToString(example[0]);
            assertThat(each.toString()).isNotEqualTo(none);
            if (example[1] != null) {
                assertThat(assertThrows(IllegalArgumentException.class, () -> each.set(example[1]), each.name()))
                        .message()
                        .isNotBlank();
                assertThat(each).as(each.name()).hasToString(example[0]);
            }
            each.set(" ");
            assertThat(each).as(each.name()).hasToString(none);
        }
    }

    @Test
    void whatHoldsWhenNothingIsAsked() {
        assertThat(thresholds.lag.get()).isEqualTo(1500);
        assertThat(thresholds.maxLoad.get()).isEqualTo(Loads.NONE);
        assertThat(thresholds.http.get().address()).isNull();
        assertThat(thresholds.runWindow.get()).isEqualTo(Windows.ALWAYS);
        assertThat(thresholds.adaptive.get()).isEqualTo(Thresholds.Switch.OFF);
        assertThat(thresholds.history.get()).isZero();
    }

    @Test
    void severalByName() {
        thresholds.set(Map.of("max-load", "a=1", "adaptive", "TRUE"));

        assertThat(thresholds.maxLoad).hasToString("a=1");
        assertThat(thresholds.adaptive).hasToString("on");
        assertThat(assertThrows(IllegalArgumentException.class, () -> thresholds.set(Map.of("min-free-disk", "much"))))
                .hasMessage("min-free-disk: 'much' is no number from 0 to 1000000000000");
        assertThrows(IllegalStateException.class, () -> thresholds.set(Map.of("max-sun", "1")));
    }

    @Test
    void aPageIsOneOfTheWeb() {
        for (String bad :
                new String[] {"http://", "http:///x", "file:///etc/passwd", "localhost:80", "http://a b", "x"}) {
            assertThrows(IllegalArgumentException.class, () -> thresholds.http.set(bad), bad);
        }
        thresholds.http.set("HTTP://h");
        assertThat(thresholds.http.get().address()).hasHost("h");
    }

    /** What a driver would send as several statements. */
    @Test
    void aQueryIsOneStatement() {
        thresholds.query.set("SELECT 1; ");
        assertThat(thresholds.query).hasToString("SELECT 1");
        for (String bad : new String[] {"SELECT 0; DELETE FROM t", "DROP TABLE t; SELECT 0", "SELECT 0;;"}) {
            assertThat(assertThrows(IllegalArgumentException.class, () -> thresholds.query.set(bad), bad))
                    .hasMessageContaining("one query");
        }
    }

    @Test
    void nothingTypedTakesTheLimitBackToWhatHeldAtFirst() {
        thresholds.lag.set("7");
        thresholds.lag.set("");
        assertThat(thresholds.lag.get()).isEqualTo(1500);
    }
}
