// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql;

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
    private static final GrammarMode SERVER_8 = new GrammarMode(80015, "STRICT_TRANS_TABLES");

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void readsAs(String text, String expected) {
        AlterReading reading = new AlterParser(SERVER_8).parse(text, Orders.table());

        assertThat(Readings.brief(reading)).isEqualTo(expected);
    }

    /** What is handed on must mean the same as what was written. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theClausesHandedOnReadTheSame(String text, String expected) {
        AlterParser parser = new AlterParser(SERVER_8);
        if (parser.parse(text, Orders.table()) instanceof ParsedAlter alter) {
            AlterReading again = parser.parse("ALTER TABLE orders " + alter.sql(), Orders.table());

            assertThat(Readings.brief(again)).isEqualTo(expected);
            assertThat(alter.sql()).doesNotContain("\n", "\t", "-- ", "/*!");
        }
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
