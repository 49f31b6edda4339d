// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.scenarios;

import dev.osc.it.servers.ServerFilter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A folder of files; docs/scenarios.md says what is in each. */
record Scenario(Path folder) {

    private static final Path HOME =
            Path.of(System.getProperty("osc.home", "."), "src", "test", "resources", "scenarios");

    /** All of them, by name. */
    static List<Scenario> all() {
        try (Stream<Path> folders = Files.list(HOME)) {
            return folders.sorted().map(Scenario::new).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return folder.getFileName().toString();
    }

    /** The table that is changed. */
    String table() {
        return lines("table").stream().findFirst().orElse("t");
    }

    List<String> create() {
        return statements("create.sql");
    }

    String alter() {
        return String.join("", statements("alter.sql"));
    }

    /**
     * The statements of a round.
     *
     * @param round instead of {@code {n}}
     */
    List<String> writes(int round) {
        return statements("writes.sql").stream()
                .map(sql -> sql.replace("{n}", Integer.toString(round)).replace("{folder}", folder.toString()))
                .toList();
    }

    ServerFilter servers() {
        return ServerFilter.of(String.join(" ", lines("servers")));
    }

    /** What the server is to be started with, beside the tests' own. */
    Map<String, String> options() {
        return pairs("options");
    }

    /** How osc is to run, as its command line says it; else as the other scenarios do. */
    List<String> run() {
        return lines("run");
    }

    /** What the writer's session does before the run begins. */
    List<String> before() {
        return statements("before.sql");
    }

    /** Columns and what they are to be of the table as it was, where the server's own ALTER gives other values; else empty. */
    Map<String, String> mapping() {
        return pairs("mapping");
    }

    /** What is to come of it there. */
    Expected expected(String server) {
        Optional<Expected> found = Expected.of(lines("expect")).stream()
                .filter(expected -> expected.servers().takes(server))
                .findFirst();
        return found.orElseThrow(() -> new IllegalStateException(name() + ": nothing is expected on " + server));
    }

    private Map<String, String> pairs(String file) {
        return lines(file).stream()
                .map(line -> line.split(" = ", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    /** Without empty ones and comments; none where there is no such file. */
    private List<String> lines(String file) {
        return text(file)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    /** A semicolon ends a statement where it ends a line. */
    private List<String> statements(String file) {
        String code = text(file).lines().filter(line -> !line.startsWith("-- ")).collect(Collectors.joining("\n"));
        return Arrays.stream(code.split(";[ \t]*(?:\n|$)"))
                .map(String::strip)
                .filter(sql -> !sql.isEmpty())
                .toList();
    }

    private String text(String file) {
        Path path = folder.resolve(file);
        try {
            return Files.exists(path) ? Files.readString(path) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name();
    }
}
