// SPDX-License-Identifier: Apache-2.0
package dev.osc.chaos;

import dev.osc.chaos.scene.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
}
