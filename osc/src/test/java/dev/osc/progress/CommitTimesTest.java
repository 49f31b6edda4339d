// SPDX-License-Identifier: Apache-2.0
package dev.osc.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class CommitTimesTest {

    private final CommitTimes commits = new CommitTimes();

    private static long millis(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }

    @Test
    void theWorstOfTheLastSecondOrTwo() {
        commits.took(millis(5), millis(10_000));
        commits.took(millis(90), millis(10_100));
        commits.took(millis(7), millis(10_900));
        assertThat(commits.worst(millis(10_950))).isEqualTo(Duration.ofMillis(90));
        assertThat(commits.worst(millis(11_050))).isEqualTo(Duration.ofMillis(90));
        commits.took(millis(8), millis(11_500));

        assertThat(commits.worst(millis(12_060))).isEqualTo(Duration.ofMillis(8));
    }

    @Test
    void nothingIsRememberedOfALongSilence() {
        commits.took(millis(90), millis(10_000));

        assertThat(commits.worst(millis(60_000))).isZero();
        commits.took(millis(3), millis(60_010));
        assertThat(commits.worst(millis(60_020))).isEqualTo(Duration.ofMillis(3));
    }

    /** Also where the clock began below zero, as it may. */
    @Test
    void noClockIsAssumed() {
        commits.took(millis(4), millis(-50_000));
        commits.took(millis(40), millis(-48_500));

        assertThat(commits.worst(millis(-48_400))).isEqualTo(Duration.ofMillis(40));
        assertThat(commits.worst(millis(-45_000))).isZero();
    }
}
