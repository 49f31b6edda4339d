// SPDX-License-Identifier: Apache-2.0
package dev.osc.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.osc.status.Status;
import dev.osc.throttle.Throttle;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HistoryTest {

    private static final Status.Waiting GOES = new Status.Waiting(false, "", 0, List.of());

    private static Status.Waiting waits(String source, String value) {
        return new Status.Waiting(
                true, source + ": " + value, 1, List.of(new Throttle.Line(source, value, true, true, null, null)));
    }

    /** Three days of seconds: the last ten minutes are whole, the beginning is still there, and little is kept. */
    @Test
    void daysFit() {
        History history = new History();
        int days = 3 * 24 * 3600;
        for (int second = 1; second <= days; second++) {
            history.add(Statuses.at(second, GOES));
        }

        JsonNode seconds = history.json(-1).at("/samples/seconds");
        assertThat(seconds.size()).isBetween(1_500, 2_500);
        int last = seconds.size() - 1;
        for (int i = 0; i < 600; i++) {
            assertThat(seconds.get(last - i).asLong()).isEqualTo(days - i);
        }
        for (int i = 1; i <= last; i++) {
            double step = seconds.get(i).asDouble() - seconds.get(i - 1).asDouble();
            assertThat(step).isPositive().isLessThan(2 + (days - seconds.get(i).asDouble()) / 150);
        }
        assertThat(seconds.get(0).asDouble()).isLessThan(days / 150.0);
        assertThat(history.json(-1).toString().length()).isLessThan(200_000);
    }

    @Test
    void thinningKeepsPeaksAndMeans() {
        Sample one = new Sample(0, 3, 10, 100, 0, 0, 5, null, 3, 0);
        Sample two = new Sample(3, 4, 20, 300, 0, 0, 1, 2.0, 1, 0.5);

        assertThat(one.and(two)).isEqualTo(new Sample(0, 4, 20, 150, 0, 0, 5, 2.0, 3, 0.5));
    }

    @Test
    void aWaitIsOneSpanWhateverItsNumber() {
        History history = new History();
        history.add(Statuses.at(1, GOES));
        history.add(Statuses.at(2, waits("max-load", "Threads_running = 31")));
        history.add(Statuses.at(3, waits("max-load", "Threads_running = 44")));
        history.add(Statuses.at(4, waits("operator", "paused")));
        history.add(Statuses.at(5, GOES));
        history.add(Statuses.at(6, waits("max-load", "Threads_running = 50")));

        JsonNode waits = history.json(-1).path("throttles");
        assertThat(waits)
                .extracting(wait -> wait.path("from").asInt() + "-"
                        + wait.path("to").asText() + " " + wait.path("why").asText())
                .containsExactly(
                        "2-4.0 max-load: Threads_running = 31",
                        "4-5.0 operator: paused",
                        "6-null max-load: Threads_running = 50");
        assertThat(history.json(4.5).path("throttles")).hasSize(2);
    }

    @Test
    void aStatusIsMadeFiveTimesASecondAtMost() {
        long[] clock = {0};
        int[] made = {0};
        Recent recent = new Recent(
                () -> {
                    made[0]++;
                    return Statuses.WAITING;
                },
                () -> clock[0]);
        for (int i = 0; i < 1000; i++) {
            recent.get();
            clock[0] += 1_000_000;
        }
        assertThat(made[0]).isEqualTo(5);
        recent.get();
        recent.get();
        assertThat(made[0]).isEqualTo(6);
        recent.forget();
        recent.get();
        assertThat(made[0]).isEqualTo(7);
    }
}
