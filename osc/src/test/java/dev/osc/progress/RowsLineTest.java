// SPDX-License-Identifier: Apache-2.0
package dev.osc.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RowsLineTest {

    private static RowsLine comparing(long rows, long estimated, Duration elapsed) {
        return new RowsLine("verify", rows, estimated, elapsed);
    }

    @Test
    void whileComparing() {
        assertThat(comparing(250_000, 1_000_000, Duration.ofSeconds(10)).text(200))
                .isEqualTo("verify    250.0k rows of ~1000.0k, 25%, 25.0k/s | 0:10, ~0:30 left");
    }

    @Test
    void hours() {
        assertThat(comparing(1234, 1000, Duration.ofSeconds(3725)).text(200)).endsWith("| 1:02:05");
    }

    /** The optimizer's guess may be far off, and 0. */
    @Test
    void estimatesThatAreShort() {
        assertThat(comparing(2000, 1000, Duration.ofSeconds(1)).text(200))
                .contains("2000 rows of ~2000, 99%")
                .doesNotContain("left");
        assertThat(comparing(0, 0, Duration.ZERO).text(200)).contains("0 rows of ~0, 0%, 0/s");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20, 79, 119})
    void neverLongerThanTheWidth(int width) {
        assertThat(comparing(20_000_000, 1_000_000_000, Duration.ofHours(30)).text(width))
                .hasSizeLessThanOrEqualTo(width);
    }
}
