// SPDX-License-Identifier: Apache-2.0
package dev.osc.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Limits of load, and a server that is held against them. */
final class LoadsTest {

    private final Map<String, Long> loads = new HashMap<>();
    private final Thresholds thresholds = new Thresholds();
    private final LoadSource source =
            new LoadSource(thresholds.maxLoad, new GivenGauges().loads(loads), NoSession::open);

    @Test
    void areWrittenAsTheyAreTyped() {
        assertThat(Loads.parse(" Threads_running = 25 ,b=0")).hasToString("Threads_running=25,b=0");
        assertThat(Loads.NONE).hasToString("");
        for (String bad : new String[] {",", "a=1,,b=2", "a=1 b=2", "a==1", "a=1.5", "a=9999999999999999999"}) {
            assertThrows(IllegalArgumentException.class, () -> Loads.parse(bad), bad);
        }
    }

    @Test
    void oneMoreThanAllowedIsTooMuch() throws SQLException {
        thresholds.maxLoad.set("running=25,waiting=3");
        loads.put("running", 25L);
        loads.put("waiting", 3L);
        assertThat(source.read().over()).isFalse();

        loads.put("waiting", 4L);

        assertThat(source.read())
                .isEqualTo(new Reading("running = 25, at most 25; waiting = 4, at most 3", true, 4.0, 3.0));
    }

    /** The pace follows the limit that is nearest. */
    @Test
    void theNumberIsThatOfTheNearestLimit() throws SQLException {
        thresholds.maxLoad.set("running=100,waiting=10,stuck=0");
        loads.putAll(Map.of("running", 60L, "waiting", 8L, "stuck", 0L));
        assertThat(source.read().number()).isEqualTo(8);

        loads.put("stuck", 1L);
        assertThat(source.read().over()).as("1 of none").isTrue();
    }

    @Test
    void aNameThatTheServerDoesNotKnowCanNotBeRead() {
        thresholds.maxLoad.set("Threads_runing=1");

        SQLException failure = assertThrows(SQLException.class, source::read);

        assertThat(failure.getMessage()).isEqualTo("the server knows no Threads_runing");
    }

    @Test
    void withoutALimitNobodyIsAsked() throws SQLException {
        LoadSource unasked = new LoadSource(thresholds.maxLoad, new GivenGauges(), () -> {
            throw new SQLException("asked");
        });

        assertThat(unasked.read()).isEqualTo(Reading.NOT_WANTED);
    }
}
