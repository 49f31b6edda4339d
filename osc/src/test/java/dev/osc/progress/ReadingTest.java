// SPDX-License-Identifier: Apache-2.0
package dev.osc.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReadingTest {

    private static Reading copying(long rows, long estimated, Duration elapsed) {
        return new Reading("copy", rows, estimated, false, 12, 3, elapsed);
    }

    @Test
    void whileCopying() {
        assertThat(copying(250_000, 1_000_000, Duration.ofSeconds(10)).line(200))
                .isEqualTo(
                        "copy      250.0k rows of ~1000.0k, 25%, 25.0k/s | 12 changes, 3 pending | 0:10, ~0:30 left");
    }

    @Test
    void whatIsLeftStaysInSightOnANarrowTerminal() {
        assertThat(copying(250_000, 1_000_000, Duration.ofSeconds(10)).line(80))
                .isEqualTo("copy      250.0k rows of ~1000.0k, 25%, 25.0k/s | 0:10, ~0:30 left");
    }

    @Test
    void whenAllIsCopied() {
        assertThat(new Reading("catch-up", 1234, 5000, true, 99_999, 0, Duration.ofSeconds(3725)).line(200))
                .isEqualTo("catch-up  1234 rows | 100.0k changes, 0 pending | 1:02:05");
    }

    /** The optimizer's guess may be far off, and 0. */
    @Test
    void estimatesThatAreShort() {
        assertThat(copying(2000, 1000, Duration.ofSeconds(1)).line(200))
                .contains("2000 rows of ~2000, 99%")
                .doesNotContain("left");
        assertThat(copying(0, 0, Duration.ZERO).line(200)).contains("0 rows of ~0, 0%, 0/s");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20, 79, 119})
    void neverLongerThanTheWidth(int width) {
        assertThat(copying(20_000_000, 1_000_000_000, Duration.ofHours(30)).line(width))
                .hasSizeLessThanOrEqualTo(width);
    }
}
