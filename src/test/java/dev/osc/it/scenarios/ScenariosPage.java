// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.scenarios;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * docs/scenarios.md: the table, a line for each scenario and a column for each server, and below it what is refused. Not
 * thread-safe.
 */
final class ScenariosPage {

    /** Where a server can't hold a scenario. */
    static final String NOT_APPLICABLE = "–";

    private static final Path PAGE = Path.of(System.getProperty("osc.home", "."), "docs", "scenarios.md");
    private static final Pattern HEADING = Pattern.compile("\\| scenario \\|.*");

    private final String before;
    private final List<String> servers = new ArrayList<>();
    private final Map<String, Map<String, String>> cells = new TreeMap<>();
    private String after = "";

    private ScenariosPage(String before) {
        this.before = before;
    }

    static ScenariosPage read() throws IOException {
        List<String> lines = Files.readAllLines(PAGE);
        int heading = 0;
        while (!HEADING.matcher(lines.get(heading)).matches()) {
            heading++;
        }
        ScenariosPage page = new ScenariosPage(String.join("\n", lines.subList(0, heading)));
        List<String> names = fields(lines.get(heading));
        page.servers.addAll(names.subList(1, names.size()));
        List<String> rest = lines.subList(heading + 2, lines.size());
        rest.stream().takeWhile(line -> line.startsWith("|")).forEach(line -> page.line(fields(line)));
        page.after = rest.stream().dropWhile(line -> line.startsWith("|")).collect(Collectors.joining("\n"));
        return page;
    }

    private static List<String> fields(String line) {
        return Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList();
    }

    private void line(List<String> fields) {
        Map<String, String> line = cells.computeIfAbsent(fields.getFirst(), name -> new TreeMap<>());
        for (int i = 1; i < fields.size(); i++) {
            line.put(servers.get(i - 1), fields.get(i));
        }
    }

    Iterable<String> scenarios() {
        return cells.keySet();
    }

    List<String> servers() {
        return List.copyOf(servers);
    }

    /** What stands below the table. */
    String after() {
        return after;
    }

    /** What it says; empty text where it says nothing. */
    String cell(String scenario, String server) {
        return cells.getOrDefault(scenario, Map.of()).getOrDefault(server, "");
    }

    void put(String scenario, String server, String outcome) {
        if (!servers.contains(server)) {
            servers.add(server);
        }
        cells.computeIfAbsent(scenario, name -> new TreeMap<>()).put(server, outcome);
    }

    /** @param scenarios the lines that it is to have, in this order */
    void write(List<Scenario> scenarios) throws IOException {
        StringBuilder text = new StringBuilder(before).append("\n| scenario |");
        servers.forEach(server -> text.append(' ').append(server).append(" |"));
        text.append("\n|---|").append("---|".repeat(servers.size())).append('\n');
        for (Scenario scenario : scenarios) {
            text.append("| ").append(scenario.name()).append(" |");
            servers.forEach(server ->
                    text.append(' ').append(cell(scenario.name(), server)).append(" |"));
            text.append('\n');
        }
        text.append(RefusedSection.of(scenarios, servers)).append('\n');
        Files.writeString(PAGE, text);
    }
}
