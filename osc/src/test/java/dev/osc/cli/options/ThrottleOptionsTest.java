// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.throttle.Thresholds;
import dev.osc.throttle.Tunable;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class ThrottleOptionsTest {

    @CommandLine.Command(name = "run")
    private static final class Run {
        @CommandLine.Mixin
        ThrottleOptions throttle = new ThrottleOptions();
    }

    private static ThrottleOptions parsed(String... arguments) {
        Run run = new Run();
        new CommandLine(run).parseArgs(arguments);
        return run.throttle;
    }

    private static String example(Tunable<?> tunable) {
        return switch (tunable.argument()) {
            case "MILLIS", "SECONDS", "N", "MIB" -> "17";
            case "NAME=N,…" -> "Threads_running=17";
            case "HOST[:PORT],…" -> "replica:17";
            case "WINDOW;…" -> "10:00-17:00 UTC";
            case "URL" -> "http://17.local/";
            case "SQL" -> "SELECT 17";
            case "on|off" -> "on";
            default -> throw new AssertionError(tunable.argument());
        };
    }

    /** What can be changed during a run can be set before it, by the same name. */
    @Test
    void everyThresholdIsAnOptionOfItsName() {
        for (Tunable<?> each : new Thresholds().all()) {
            String value = example(each);
            String option = each.argument().equals("on|off") ? "--" + each.name() : "--" + each.name() + "=" + value;
            Thresholds set = new Thresholds();

            set.set(parsed(option).throttling().thresholds());

            Tunable<?> same = set.all().stream()
                    .filter(one -> one.name().equals(each.name()))
                    .findFirst()
                    .orElseThrow();
            assertThat(same).as(option).hasToString(value);
            assertThat(set.all().stream()
                            .filter(one -> one != same && one.toString().contains("17")))
                    .as(option)
                    .isEmpty();
        }
    }

    @Test
    void theDefaultsAreTheThresholdsOwn() {
        Thresholds set = new Thresholds();
        set.set(parsed().throttling().thresholds());

        assertThat(set.all().stream().map(Tunable::toString))
                .containsExactlyElementsOf(
                        new Thresholds().all().stream().map(Tunable::toString).toList());
    }

    @Test
    void allMistakesAreToldAtOnceByTheirOptions() {
        Mistakes mistakes = new Mistakes();

        parsed("--max-load=x", "--run-window=now", "--nice-ratio=NaN", "--min-free-disk=-1")
                .check(mistakes);

        List<String> told = mistakes.found();
        assertThat(told).hasSize(4);
        assertThat(String.join("\n", told))
                .contains(
                        "--max-load: 'x' is not NAME=NUMBER", "--run-window: 'now'", "--nice-ratio", "--min-free-disk");
    }
}
