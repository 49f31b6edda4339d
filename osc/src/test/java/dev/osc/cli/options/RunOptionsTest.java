// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.config.Deferring;
import dev.osc.config.ForeignKeys;
import dev.osc.config.Reverse;
import dev.osc.config.RunSettings;
import dev.osc.config.Throttling;
import dev.osc.config.Verify;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class RunOptionsTest {

    private static RunOptions parsed(String... arguments) {
        return CommandLine.populateCommand(new RunOptions(), arguments);
    }

    private static List<String> mistakes(String... arguments) {
        Mistakes mistakes = new Mistakes();
        parsed(arguments).check(mistakes);
        return mistakes.found();
    }

    @Test
    void nothingGivenIsTheDefaults() {
        assertThat(parsed().settings()).isEqualTo(RunSettings.defaults());
        assertThat(mistakes()).isEmpty();
    }

    /** What is made in place keeps nothing to go back to. */
    @Test
    void aWindowTakesAShadow() {
        assertThat(parsed("--reverse-window=1h").settings().direct()).isFalse();
        assertThat(parsed().settings().direct()).isTrue();
    }

    @Test
    void eachOneArrives() {
        assertThat(parsed(
                                "--chunk-size=10",
                                "--chunk-time=20",
                                "--copy-workers=3",
                                "--flush-workers=4",
                                "--pending-memory=5",
                                "--cut-over-lock-timeout-seconds=6",
                                "--cut-over-attempts=7",
                                "--default-retries=8",
                                "--max-slot-wal=90",
                                "--defer-indexes=never",
                                "--no-verify",
                                "--on-mismatch=repair",
                                "--verify-report=found.json",
                                "--verify-again-minutes=9",
                                "--reverse-window=2h",
                                "--rollback-when=SELECT 1",
                                "--rollback-watch=90s",
                                "--retired=drop-in-steps",
                                "--postpone-cut-over-flag-file=wait",
                                "--no-direct",
                                "--foreign-keys=rebuild")
                        .settings())
                .isEqualTo(new RunSettings(
                        10,
                        Duration.ofMillis(20),
                        3,
                        4,
                        5 << 20,
                        Duration.ofSeconds(6),
                        7,
                        8,
                        90L << 20,
                        Deferring.NEVER,
                        true,
                        new Verify(false, Verify.OnMismatch.REPAIR, Duration.ofMinutes(9), Path.of("found.json")),
                        new Reverse(
                                Duration.ofHours(2),
                                List.of("SELECT 1"),
                                Duration.ofSeconds(90),
                                Reverse.Retired.DROP_IN_STEPS),
                        Path.of("wait"),
                        false,
                        ForeignKeys.REBUILD,
                        Throttling.NONE));
    }

    @ParameterizedTest
    @CsvSource({
        "--chunk-size, 10, 100000",
        "--chunk-time, 5, 60000",
        "--copy-workers, 0, 64",
        "--flush-workers, 1, 64",
        "--pending-memory, 1, 65536",
        "--cut-over-lock-timeout-seconds, 1, 30",
        "--cut-over-attempts, 1, 10000",
        "--default-retries, 1, 10000"
    })
    void bounds(String option, long least, long most) {
        assertThat(mistakes(option + "=" + least)).isEmpty();
        assertThat(mistakes(option + "=" + most)).isEmpty();
        assertThat(mistakes(option + "=" + (least - 1)))
                .containsExactly(option + " " + (least - 1) + " is not between " + least + " and " + most);
        assertThat(mistakes(option + "=" + (most + 1))).hasSize(1);
    }

    @Test
    void aWindowHasALength() {
        assertThat(mistakes("--reverse-window=0h")).containsExactly("--reverse-window 0h is not between 1s and 36500d");
        assertThat(mistakes("--reverse-window=36501d")).hasSize(1);
        assertThat(mistakes("--reverse-window=36500d", "--rollback-watch=0s")).isEmpty();
        assertThat(mistakes("--reverse-window=1h", "--rollback-watch=999999d")).hasSize(1);
    }
}
