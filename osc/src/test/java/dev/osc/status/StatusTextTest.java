// SPDX-License-Identifier: Apache-2.0
package dev.osc.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.throttle.Throttle;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class StatusTextTest {

    private static final Throttle.Line CALM =
            new Throttle.Line("max-load", "Threads_running = 3, at most 25", false, true, 3.0, 25.0);
    private static final Throttle.Line OVER =
            new Throttle.Line("max-load", "Threads_running = 31, at most 25", true, true, 31.0, 25.0);

    private static final Status.Rows HALF = new Status.Rows(500_000, 1_000_000, 12_345.6, false, 0);
    private static final Status.Rows ALL = new Status.Rows(12_000_000, 12_000_000, 0, true, 0);
    private static final Status.Waiting CALMLY = new Status.Waiting(false, "", 0, List.of(CALM));
    private static final Status.Waiting WAITING =
            new Status.Waiting(true, "max-load: Threads_running = 31, at most 25", 7, List.of(OVER));

    private static Status status(
            Status.Rows rows, Status.Waiting waiting, @Nullable String swap, Status.@Nullable Eta eta) {
        return new Status(
                "m1",
                "shop.orders",
                "ADD note TEXT",
                "copy",
                50,
                3_725,
                50,
                rows,
                new Status.Stream(70_000, 7.4, 60, 6, 10, 640, "binlog.000001:4", 0.25, null),
                new Status.Speed(5, 90.4, 100, 200_000, 5_000, 0, 2, 4, 0.5),
                waiting,
                swap,
                eta);
    }

    @Test
    void aLine() {
        assertThat(status(HALF, WAITING, null, new Status.Eta(40, 5)).line())
                .isEqualTo("shop.orders copy: 500.0k rows of ~1000.0k, 50%, 12.3k/s; 70.0k changes, 7/s, 10 pending,"
                        + " log 0.3 s behind; 1:02:05, ~0:40 left, give or take 0:05;"
                        + " waits: max-load: Threads_running = 31, at most 25");
        assertThat(status(ALL, CALMLY, "/tmp/flag is there", null).line())
                .isEqualTo("shop.orders copy: 12.0M rows; 70.0k changes, 7/s, 10 pending, log 0.3 s behind; 1:02:05;"
                        + " the swap waits: /tmp/flag is there");
    }

    @Test
    void aPanel() {
        assertThat(StatusText.panel(status(HALF, CALMLY, null, new Status.Eta(40, 5)), 200))
                .containsExactly(
                        "copy      500.0k rows of ~1000.0k, 50%, 12.3k/s | 1:02:05, ~0:40 left, give or take 0:05",
                        "          70.0k changes, 7/s, 10 pending, log 0.3 s behind | chunk 90 of 100 ms, 2 of 4 workers"
                                + " at 50%",
                        "          max-load: Threads_running = 3, at most 25");
        assertThat(StatusText.panel(status(HALF, WAITING, "/tmp/flag is there", null), 200)
                        .get(2))
                .as("what it waits for now goes before the swap")
                .isEqualTo(
                        "          waits: max-load: Threads_running = 31, at most 25; the swap waits: /tmp/flag is there");
        assertThat(StatusText.panel(status(ALL, CALMLY, "/tmp/flag is there", null), 200)
                        .get(2))
                .isEqualTo("          the swap waits: /tmp/flag is there | max-load: Threads_running = 3, at most 25");
        assertThat(StatusText.panel(status(ALL, new Status.Waiting(false, "", 0, List.of()), null, null), 200))
                .as("nothing to say of throttling")
                .hasSize(2);
    }

    /** A line that is one too long would scroll the terminal at each redraw. */
    @Test
    void nothingWraps() {
        Throttle throttle = new Throttle(0);
        throttle.expect("max-load", () -> Duration.ZERO, 0);
        throttle.unreadable("max-load", "link failure\n\nThe last packet\r\nsent \u001b[2J", 0);
        Throttle.State state = throttle.state(0);
        Status.Waiting failing = new Status.Waiting(true, state.reason(), 7, state.lines());
        for (Status status : List.of(
                status(HALF, WAITING, "x".repeat(300), new Status.Eta(1e6, 1e6)),
                status(ALL, CALMLY, "x".repeat(300), null),
                status(HALF, failing, null, null))) {
            for (int width : new int[] {1, 9, 10, 11, 40, 79, 80, 200}) {
                List<String> lines = StatusText.panel(status, width);

                assertThat(lines).isNotEmpty().hasSizeLessThanOrEqualTo(3).allSatisfy(line -> {
                    assertThat(line.length()).isLessThanOrEqualTo(width);
                    assertThat(line.chars()).noneMatch(Character::isISOControl);
                });
            }
            assertThat(status.line().chars()).noneMatch(Character::isISOControl);
        }
    }

    @Test
    void neverAHundredPercentBeforeTheEnd() {
        assertThat(new Status.Rows(999, 1_000, 0, false, 0).percent()).isEqualTo(99);
        assertThat(new Status.Rows(5, 0, 0, false, 0).percent()).isZero();
        assertThat(new Status.Rows(1_000, 1_000, 0, true, 0).percent()).isEqualTo(100);
    }

    @Test
    void aSource() {
        assertThat(StatusText.source(CALM)).isEqualTo("ok     max-load: Threads_running = 3, at most 25");
        assertThat(StatusText.source(OVER)).isEqualTo("WAITS  max-load: Threads_running = 31, at most 25");
    }
}
