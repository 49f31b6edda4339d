// SPDX-License-Identifier: Apache-2.0
package dev.osc.chaos;

import dev.osc.chaos.fault.Faults;
import dev.osc.chaos.ground.Ground;
import dev.osc.chaos.ground.Grounds;
import dev.osc.chaos.scene.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The process that {@code bin/chaos} starts. */
@Command(
        name = "bin/chaos",
        description = "Changes tables under writers while things go wrong, on servers that it starts itself.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class Chaos implements Callable<Integer> {

    enum Product {
        MYSQL("mysql-8.0.15"),
        POSTGRESQL("postgresql-18");

        private final String server;

        Product(String server) {
            this.server = server;
        }
    }

    @Option(names = "--engine", description = "mysql or postgresql; without --server its newest server.")
    Product engine = Product.MYSQL;

    @Option(names = "--server", split = ",", description = "Servers, as bin/server calls them.")
    List<String> servers = List.of();

    @Option(
            names = "--fault",
            split = ",",
            description =
                    "Faults by name, each with its own rounds if wanted: kill:40,ddl. 'all' for all of them, the default; "
                            + "--list names them.")
    List<String> faults = List.of("all");

    @Option(names = "--rounds", description = "Rounds of each fault on each server; default: ${DEFAULT-VALUE}.")
    int rounds = 8;

    @Option(names = "--seed", description = "Of the first round; the next ones count on. Default: ${DEFAULT-VALUE}.")
    long seed = 1;

    @Option(names = "--report", description = "A file that the result table is written to, as Markdown.")
    Path report = Path.of("");

    @Option(names = "--logs", description = "Where the logs of failed rounds stay; default: ${DEFAULT-VALUE}.")
    Path logs = Path.of("target", "chaos");

    @Option(names = "--list", description = "Names the faults and ends.")
    boolean list;

    private final List<String> arguments;

    private Chaos(String[] arguments) {
        this.arguments = List.of(arguments);
    }

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        CommandLine line = new CommandLine(new Chaos(arguments));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        System.exit(line.execute(arguments));
    }

    @Override
    public Integer call() throws SQLException, InterruptedException, IOException {
        if (list) {
            Faults.all().forEach(fault -> System.out.printf("%-14s %s%n", fault.name(), fault.title()));
            return 0;
        }
        Map<Fault, Integer> chosen = chosen();
        List<Outcome> outcomes = new ArrayList<>();
        long began = System.nanoTime();
        Consumer<String> out = System.out::println;
        for (String server : servers.isEmpty() ? List.of(engine.server) : servers) {
            Ground ground = Grounds.of(server);
            try (Suite suite = new Suite(ground, out, logs)) {
                outcomes.addAll(suite.play(chosen, seed));
            }
            if (!report.toString().isEmpty()) {
                // whoever ends a long run early has what it came to
                Files.writeString(report, told(outcomes, Duration.ofNanos(System.nanoTime() - began)));
            }
        }
        System.out.println();
        System.out.print(told(outcomes, Duration.ofNanos(System.nanoTime() - began)));
        return !outcomes.isEmpty() && outcomes.stream().allMatch(Outcome::survived) ? 0 : 1;
    }

    private Map<Fault, Integer> chosen() {
        Map<Fault, Integer> chosen = new LinkedHashMap<>();
        for (String each : faults) {
            String[] parts = each.split(":", 2);
            int times = parts.length == 1 ? rounds : Integer.parseInt(parts[1]);
            List<Fault> named = parts[0].equals("all") ? Faults.all() : List.of(Faults.named(parts[0]));
            named.forEach(fault -> chosen.put(fault, times));
        }
        return chosen;
    }

    private String told(List<Outcome> outcomes, Duration took) {
        String on = outcomes.stream()
                .map(outcome -> outcome.ground().name())
                .distinct()
                .collect(Collectors.joining(", "));
        String text = "`bin/chaos %s`: %d rounds on %s in %d min%n%n%s"
                .formatted(String.join(" ", arguments), outcomes.size(), on, took.toMinutes(), Tally.of(outcomes));
        List<Outcome> failed =
                outcomes.stream().filter(outcome -> !outcome.survived()).toList();
        StringBuilder more = new StringBuilder(text);
        failed.forEach(outcome -> more.append("\nfailed: `")
                .append(outcome.command())
                .append("`: ")
                .append(outcome.problem())
                .append('\n'));
        return more.toString();
    }
}
