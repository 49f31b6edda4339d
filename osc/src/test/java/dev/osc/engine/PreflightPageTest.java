// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.config.ForeignKeys;
import dev.osc.engine.mysql.preflight.facts.ServerWords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page on the preflight names what the code finds: nothing missing, nothing too many. */
final class PreflightPageTest {

    private static final Path BASE = Path.of(System.getProperty("basedir", "."));

    private static List<String> namedUnder(String heading) throws IOException {
        String page = Files.readString(BASE.resolve("../docs/preflight.md"));
        String section = page.split("\n## " + heading + "\n", 2)[1].split("\n## ", 2)[0];
        return Pattern.compile("^\\| `([a-z-]+)` \\|", Pattern.MULTILINE)
                .matcher(section)
                .results()
                .map(line -> line.group(1))
                .toList();
    }

    @Test
    void everyCheckOfMySqlHasItsLine() throws IOException {
        assertThat(namedUnder("MySQL"))
                .isEqualTo(new dev.osc.engine.mysql.preflight.Preflight(
                                ServerWords.ofMySql(80000), ForeignKeys.REFUSE, false)
                        .names());
    }

    @Test
    void everyCheckOfPostgresHasItsLine() throws IOException {
        assertThat(namedUnder("PostgreSQL")).isEqualTo(dev.osc.engine.postgres.preflight.Preflight.names());
    }

    /** What else names a finding does so by a text in the code. */
    @Test
    void everyOtherFindingHasItsLine() throws IOException {
        Set<String> named;
        try (Stream<Path> files = Files.walk(BASE.resolve("src/main/java"))) {
            named = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("preflight"))
                    .flatMap(PreflightPageTest::names)
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        assertThat(new TreeSet<>(namedUnder("What the change itself brings"))).isEqualTo(named);
    }

    private static Stream<String> names(Path file) {
        try {
            return Pattern.compile("\\bby\\(\\s*\"([a-z-]+)\"")
                    .matcher(Files.readString(file))
                    .results()
                    .map((MatchResult found) -> found.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
