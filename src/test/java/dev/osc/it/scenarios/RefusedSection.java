// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.scenarios;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The end of docs/scenarios.md: what osc refuses, by code, in the words that its messages must hold. */
final class RefusedSection {

    private static final String HEAD = """

            ## Refused, and why

            Before anything was touched, by code; in quotes the words of the message. Where no server is named, all of the table's that
            can hold the scenario refuse it.
            """;

    private static final String REFUSED = "refused ";

    private RefusedSection() {}

    /**
     * Without the last line's end.
     *
     * @param servers the columns of the table
     */
    static String of(List<Scenario> scenarios, List<String> servers) {
        Map<String, List<String>> byCode = new TreeMap<>();
        scenarios.forEach(scenario -> refused(scenario, servers)
                .forEach((expected, where) -> byCode.computeIfAbsent(
                                expected.outcome().substring(REFUSED.length()), code -> new ArrayList<>())
                        .add(line(scenario, expected, where, servers))));
        StringBuilder text = new StringBuilder(HEAD);
        byCode.forEach((code, lines) -> text.append("\n### ")
                .append(code)
                .append("\n\n")
                .append(String.join("\n", lines))
                .append('\n'));
        return text.toString().stripTrailing();
    }

    private static Map<Expected, List<String>> refused(Scenario scenario, List<String> servers) {
        Map<Expected, List<String>> refused = new LinkedHashMap<>();
        servers.stream().filter(scenario.servers()::takes).forEach(server -> {
            Expected expected = scenario.expected(server);
            if (expected.outcome().startsWith(REFUSED)) {
                refused.computeIfAbsent(expected, key -> new ArrayList<>()).add(server);
            }
        });
        return refused;
    }

    private static String line(Scenario scenario, Expected expected, List<String> where, List<String> servers) {
        boolean all =
                where.equals(servers.stream().filter(scenario.servers()::takes).toList());
        return "- " + scenario.name() + (all ? "" : " (" + String.join(", ", where) + ")") + ": “"
                + String.join("”, “", expected.says()) + "”";
    }
}
