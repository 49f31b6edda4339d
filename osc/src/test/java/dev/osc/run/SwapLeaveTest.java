// SPDX-License-Identifier: Apache-2.0
package dev.osc.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.throttle.Windows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SwapLeaveTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-03-02T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private Path flag = Path.of("flag");
    private Windows window = Windows.ALWAYS;
    private SwapLeave leave = new SwapLeave(null, () -> window, NOON);

    @BeforeEach
    void withAFlag() {
        flag = folder.resolve("flag");
        leave = new SwapLeave(flag, () -> window, NOON);
    }

    @Test
    void theFlagFileHoldsItAndItsEndLetsItGo() throws IOException {
        assertThat(leave.waitsFor()).isEmpty();
        Files.createFile(flag);
        assertThat(leave.waitsFor()).contains(flag + " is there");

        Files.delete(flag);

        assertThat(leave.waitsFor()).isEmpty();
    }

    @Test
    void notOutsideOfItsWindow() {
        window = Windows.parse("13:00-14:00 UTC");
        assertThat(leave.waitsFor()).contains("outside of 13:00-14:00 UTC, which opens in 1 h 0 min");

        window = Windows.parse("12:00-14:00 UTC");

        assertThat(leave.waitsFor()).isEmpty();
    }

    @Test
    void anOperatorsWordGoesBeforeFlagAndHour() throws IOException {
        Files.createFile(flag);
        window = Windows.parse("13:00-14:00 UTC");
        leave.grant();
        assertThat(leave.waitsFor()).isEmpty();

        leave.postpone("dba");
        Files.delete(flag);
        window = Windows.ALWAYS;

        assertThat(leave.waitsFor()).contains("it was postponed by dba");
        leave.grant();
        assertThat(leave.waitsFor()).isEmpty();
    }
}
