// SPDX-License-Identifier: Apache-2.0
package dev.osc.chaos;

import dev.osc.chaos.scene.Fault;
import dev.osc.chaos.scene.Moment;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The result table, as Markdown, which reads well in a terminal too. */
final class Tally {

    private Tally() {}

    static String of(List<Outcome> outcomes) {
        Map<Fault, List<Outcome>> byFault = new LinkedHashMap<>();
        outcomes.forEach(outcome ->
                byFault.computeIfAbsent(outcome.fault(), _ -> new ArrayList<>()).add(outcome));
        StringBuilder table = new StringBuilder("""
                | fault | what goes wrong | rounds | resumed | equal in the end | clean stops | failed | longest stall of a writer |
                |---|---|---:|---:|---:|---:|---:|---:|
                """);
        byFault.forEach((fault, some) -> table.append(row(fault, some)));
        byFault.forEach((fault, some) -> table.append(steps(fault, some)));
        return table.toString();
    }

    private static String row(Fault fault, List<Outcome> outcomes) {
        long stall = outcomes.stream()
                .mapToLong(outcome -> outcome.stall().toMillis())
                .max()
                .orElse(0);
        return "| %s | %s | %d | %d | %d | %d | %d | %d ms |%n"
                .formatted(
                        fault.name(),
                        fault.title(),
                        outcomes.size(),
                        outcomes.stream().filter(Outcome::resumed).count(),
                        outcomes.stream().filter(Outcome::made).count(),
                        outcomes.stream()
                                .filter(outcome -> outcome.survived() && !outcome.made())
                                .count(),
                        outcomes.stream().filter(outcome -> !outcome.survived()).count(),
                        stall);
    }

    /** Where osc was when it had to be started again. */
    private static String steps(Fault fault, List<Outcome> outcomes) {
        Map<Moment.Step, Long> steps = new EnumMap<>(Moment.Step.class);
        outcomes.stream().filter(Outcome::resumed).forEach(outcome -> steps.merge(outcome.step(), 1L, Long::sum));
        if (steps.size() < 2) {
            return "";
        }
        String list = steps.entrySet().stream()
                .map(step -> step.getKey() + " " + step.getValue())
                .collect(Collectors.joining(", "));
        return "%nResumed after `%s`, by the step that it struck at: %s.%n".formatted(fault.name(), list);
    }
}
