// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.alter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.plan.AlterReading;
import dev.osc.plan.ParsedAlter;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Texts that nobody meant: each gets an answer, soon, and what is accepted reads the same again. */
class AlterParserFuzzTest {

    private static final String[] BITS = {
        "'",
        "\"",
        "`",
        "(",
        ")",
        ",",
        ";",
        "/*",
        "*/",
        "/*!80000 ",
        "--",
        "#",
        "\n",
        "\\",
        ".",
        "😀",
        "\0",
        "@",
        "DROP",
        "ADD",
        "COLUMN",
        "TABLE",
        "a",
        "INT",
        "NOT",
        "CASE",
        "=",
        "*",
        "0x",
        "b'",
        "_utf8mb4",
        "PARTITION",
        "SELECT",
        "$$",
        "\uD800"
    };

    @Test
    void everyTextGetsAnAnswer() throws IOException {
        List<String> cases = AlterParserTest.cases()
                .map(c -> AlterParserTest.clauses((String) c.get()[0]))
                .toList();
        AlterParser parser = new AlterParser(new GrammarMode(80015, ""));
        Random random = new Random(20_240_607);

        for (int i = 0; i < 4_000; i++) {
            String text = mutated(cases.get(random.nextInt(cases.size())), cases, random);
            AlterReading reading =
                    Assertions.assertTimeout(Duration.ofSeconds(5), () -> parser.parse(text, Orders.table()), text);

            if (reading instanceof ParsedAlter alter) {
                AlterReading again = parser.parse(alter.sql(), Orders.table());
                assertThat(Readings.brief(again)).as(text).isEqualTo(Readings.brief(reading));
            } else if (reading instanceof AlterReading.Problem problem) {
                assertThat(problem.message()).as(text).isNotBlank();
            }
            parser.tableNamedIn(text);
        }
    }

    @Test
    void deepAndLongTextsEndToo() {
        AlterParser parser = new AlterParser(new GrammarMode(80015, ""));
        List<String> texts = List.of(
                "ADD x INT DEFAULT " + "(".repeat(20_000),
                "ADD x INT DEFAULT " + "(".repeat(190) + "1" + ")".repeat(190),
                "ADD x INT AS (" + "NOT ".repeat(20_000) + "1)",
                "ADD x INT AS (" + "- ".repeat(20_000) + "1)",
                "ADD x INT AS (" + "CASE WHEN 1 THEN ".repeat(5_000) + "1)",
                "ADD x INT AS (1" + " + 1".repeat(5_000) + ")",
                "ADD x ENUM('a'" + ",'b'".repeat(20_000) + ")",
                "DROP a, ".repeat(5_000) + "DROP a",
                "/*".repeat(10_000),
                "`".repeat(10_001));

        for (String text : texts) {
            AlterReading reading =
                    Assertions.assertTimeout(Duration.ofSeconds(20), () -> parser.parse(text, Orders.table()));

            assertThat(Readings.brief(reading)).isNotBlank();
        }
    }

    private static String mutated(String text, List<String> others, Random random) {
        StringBuilder mutant = new StringBuilder(text);
        for (int n = random.nextInt(1, 4); n > 0; n--) {
            int at = random.nextInt(mutant.length() + 1);
            switch (random.nextInt(5)) {
                case 0 -> mutant.insert(at, BITS[random.nextInt(BITS.length)]);
                case 1 -> mutant.delete(at, Math.min(mutant.length(), at + random.nextInt(1, 6)));
                case 2 -> mutant.setLength(at);
                case 3 -> mutant.append(", ").append(others.get(random.nextInt(others.size())));
                default -> mutant.insert(at, mutant.substring(0, random.nextInt(mutant.length() + 1)));
            }
        }
        return mutant.toString();
    }
}
