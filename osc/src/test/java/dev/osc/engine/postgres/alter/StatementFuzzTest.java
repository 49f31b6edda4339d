// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.alter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Any text is read as a change or refused as one, at once, and nothing of it is lost between its tokens. */
final class StatementFuzzTest {

    private static final long SEED = Long.getLong("osc.fuzz.seed", 20_261_121L);
    private static final List<String> BITS = List.of(
            "ALTER",
            "TABLE",
            "ONLY",
            "IF",
            "EXISTS",
            "orders",
            "ADD",
            "COLUMN",
            "a",
            "int",
            "TYPE",
            "USING",
            "DROP",
            "SET",
            "NOT",
            "NULL",
            "DEFAULT",
            "CONSTRAINT",
            "CHECK",
            "FOREIGN",
            "KEY",
            "REFERENCES",
            "UNIQUE",
            "PRIMARY",
            "INDEX",
            "CREATE",
            "CONCURRENTLY",
            "ON",
            "VALID",
            "VALIDATE",
            "CASCADE",
            "RENAME",
            "TO",
            "(",
            ")",
            ",",
            ";",
            ".",
            "'",
            "''",
            "\"",
            "\\",
            "E'",
            "U&'",
            "$$",
            "$a$",
            "$1",
            "--",
            "/*",
            "*/",
            "\n",
            "\r",
            "\0",
            "\u000B",
            "\u2003",
            "\u0085",
            "💣",
            "\uD800",
            "1",
            "1a",
            "1e5",
            "::",
            "[",
            "]",
            "GENERATED",
            "ALWAYS",
            "AS",
            "IDENTITY",
            "STORED");

    private static String text(SplittableRandom random) {
        StringBuilder text =
                new StringBuilder(random.nextBoolean() ? "ALTER TABLE orders ADD COLUMN a " : "ADD COLUMN a int ");
        for (int n = random.nextInt(20); n > 0; n--) {
            text.append(BITS.get(random.nextInt(BITS.size()))).append(random.nextInt(3) == 0 ? "" : " ");
        }
        return text.toString();
    }

    @Test
    void anyTextIsReadOrRefused() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < Integer.getInteger("osc.fuzz.rounds", 50_000); round++) {
            String text = text(random);
            try {
                List<Token> tokens = Tokens.of(text);
                assertThat(tokens).as(text).isSortedAccordingTo((a, b) -> Integer.compare(a.at(), b.at()));
                // cut once more, what was cut stays as it is
                String joined = tokens.stream().map(Token::text).collect(Collectors.joining("\n"));
                assertThat(Tokens.of(joined).stream().map(Token::text))
                        .as(text)
                        .isEqualTo(tokens.stream().map(Token::text).toList());
                Statement.read(text);
            } catch (Tokens.Unreadable | Statement.Unreadable e) {
                assertThat(e.getMessage()).as(text).isNotBlank();
            }
        }
    }

    @Test
    void longTextsEndToo() {
        for (String bit : BITS) {
            String text = "ADD COLUMN a int " + bit.repeat(100_000);
            Assertions.assertTimeout(
                    Duration.ofSeconds(10),
                    () -> {
                        try {
                            Statement.read(text);
                        } catch (Tokens.Unreadable | Statement.Unreadable e) {
                            assertThat(e.getMessage()).isNotBlank();
                        }
                    },
                    bit);
        }
    }
}
