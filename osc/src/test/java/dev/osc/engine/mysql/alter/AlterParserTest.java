// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.alter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.plan.AlterReading;
import dev.osc.plan.ParsedAlter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases are in {@code alters.txt}: a text, and under it what it must be read as. A new case needs no code. */
class AlterParserTest {

    private static final String EXPECTED = "  => ";

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void readsAs(String text, String expected) {
        AlterReading reading = parser(text).parse(clauses(text), Orders.table());

        assertThat(Readings.brief(reading)).isEqualTo(expected);
    }

    /** What is handed on must mean the same as what was written. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theClausesHandedOnReadTheSame(String text, String expected) {
        AlterParser parser = parser(text);
        if (parser.parse(clauses(text), Orders.table()) instanceof ParsedAlter alter) {
            AlterReading again = parser.parse("ALTER TABLE orders " + alter.sql(), Orders.table());

            assertThat(Readings.brief(again)).isEqualTo(expected);
            assertThat(alter.sql()).doesNotContain("\n", "\t", "/*!");
        }
    }

    /** A case may begin with {@code [50722 ANSI_QUOTES]}: the server's version and its sql_mode; or with {@code [MARIADB]}. */
    static AlterParser parser(String text) {
        if (!text.startsWith("[")) {
            return new AlterParser(new GrammarMode(80015, "STRICT_TRANS_TABLES"));
        }
        if (text.startsWith("[MARIADB]")) {
            return new AlterParser(GrammarMode.ofMariaDb("STRICT_TRANS_TABLES"));
        }
        String[] mode = text.substring(1, text.indexOf(']')).split(" ", 2);
        return new AlterParser(new GrammarMode(Integer.parseInt(mode[0]), mode.length > 1 ? mode[1] : ""));
    }

    static String clauses(String text) {
        return text.startsWith("[") ? text.substring(text.indexOf(']') + 2) : text;
    }

    static Stream<Arguments> cases() throws IOException {
        try (InputStream in = Objects.requireNonNull(AlterParserTest.class.getResourceAsStream("alters.txt"))) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            List<Arguments> cases = new ArrayList<>();
            for (int i = 1; i < lines.size(); i++) {
                if (lines.get(i).startsWith(EXPECTED)) {
                    String text = lines.get(i - 1).replace("\\n", "\n").replace("\\t", "\t");
                    cases.add(Arguments.of(text, lines.get(i).substring(EXPECTED.length())));
                }
            }
            return cases.stream();
        }
    }
}
