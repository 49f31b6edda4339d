// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.failure.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The pages on options and exit codes say what the code says: nothing missing, nothing too many. */
final class PagesTest {

    private static String page(String name) throws IOException {
        return Files.readString(Path.of(System.getProperty("basedir", "."), "..", "docs", name));
    }

    @Test
    void everyOptionHasItsLine() throws IOException {
        Set<String> known = Main.commandLine().getSubcommands().values().stream()
                .filter(command -> command.getCommand() instanceof SubCommand)
                .map(command -> command.getCommandSpec().options())
                .flatMap(Collection::stream)
                .map(CommandLine.Model.OptionSpec::longestName)
                .collect(Collectors.toCollection(TreeSet::new));

        Set<String> told = Pattern.compile("^\\| `(--[a-z-]+)` \\|", Pattern.MULTILINE)
                .matcher(page("options.md"))
                .results()
                .map(line -> line.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(told).isEqualTo(known);
    }

    @Test
    void everyDefaultIsAsTold() throws IOException {
        String page = page("options.md");

        for (String name : new String[] {"run", "demo"}) {
            CommandLine command =
                    Objects.requireNonNull(Main.commandLine().getSubcommands().get(name));
            for (var option : command.getCommandSpec().options()) {
                String value = option.defaultValueString();
                if (value.matches("[0-9]+|text")) {
                    assertThat(page).contains("| `" + option.longestName() + "` | " + value + " |");
                }
            }
        }
    }

    @Test
    void everyExitCodeHasItsLine() throws IOException {
        String lines = page("exit-codes.md")
                .lines()
                .filter(line -> line.matches("\\| [0-9]+ \\|.*"))
                .map(line -> line.substring(0, line.lastIndexOf("|", line.length() - 2)))
                .collect(Collectors.joining("\n"));

        assertThat(lines)
                .isEqualTo(Arrays.stream(ExitCode.values())
                        .map(code -> "| " + code.number() + " | " + code + " | " + code.meaning() + " ")
                        .collect(Collectors.joining("\n")));
    }
}
