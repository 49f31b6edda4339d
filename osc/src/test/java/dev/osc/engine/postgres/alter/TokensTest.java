// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.alter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TokensTest {

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("a, B_1$ ,\t\"c,\"\"d\"", "WORD a|OTHER ,|WORD B_1$|OTHER ,|QUOTED \"c,\"\"d\""),
                Arguments.of("'it''s, (' 'x\\'", "STRING 'it''s, ('|STRING 'x\\'"),
                Arguments.of("E'a\\'b' e'\\\\', x", "STRING E'a\\'b'|STRING e'\\\\'|OTHER ,|WORD x"),
                Arguments.of("$$a, ' ($$ $t$ $$ , $t$", "STRING $$a, ' ($$|STRING $t$ $$ , $t$"),
                Arguments.of("a$b$c", "WORD a$b$c"),
                Arguments.of("$1, $2", "OTHER $|OTHER 1|OTHER ,|OTHER $|OTHER 2"),
                Arguments.of("a /* , /* ' */ ) */ b -- , '\n c", "WORD a|WORD b|WORD c"),
                Arguments.of("U&'\\0041' u&\"x\"", "STRING U&'\\0041'|WORD u|OTHER &|QUOTED \"x\""),
                Arguments.of("B'01' x'ff' n'a' ee'a'", "STRING B'01'|STRING x'ff'|STRING n'a'|WORD ee|STRING 'a'"),
                Arguments.of(
                        "1.5e10 a[1] ::int", "OTHER 1.5e10|WORD a|OTHER [|OTHER 1|OTHER ]|OTHER :|OTHER :|WORD int"),
                // what differs from Java's letters, blanks and line ends is where a statement could hide
                Arguments.of("a -- b\r; c", "WORD a|OTHER ;|WORD c"),
                Arguments.of("$😀$ ' $😀$; c", "STRING $😀$ ' $😀$|OTHER ;|WORD c"),
                Arguments.of("$é$;$é$ 💣 a\u2003b \u0085", "STRING $é$;$é$|WORD 💣|WORD a\u2003b|WORD \u0085"),
                Arguments.of("٣$a$;", "WORD ٣$a$|OTHER ;"),
                Arguments.of("größe Ω1", "WORD größe|WORD Ω1"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void cuts(String text, String expected) {
        assertThat(Tokens.of(text).stream().map(token -> token.kind() + " " + token.text()))
                .containsExactly(expected.split("\\|"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'a", "\"a", "$x$ a $y$", "/* /* */", "E'a\\'", "'a''", "1a$x$;$x$", "1$x$;$x$"})
    void saysWhatNeverEnds(String text) {
        assertThatThrownBy(() -> Tokens.of(text)).isInstanceOf(Tokens.Unreadable.class);
    }

    @Test
    void onlyAsciiLettersHaveACase() {
        assertThat(Tokens.of("ÄrGER").getFirst().name()).isEqualTo("Ärger");
        assertThat(Tokens.of("\"ÄrGER\"").getFirst().name()).isEqualTo("ÄrGER");
        assertThat(Tokens.of("uSing").getFirst().is("USING")).isTrue();
        assertThat(Tokens.of("u\u017Fing").getFirst().is("USING")).isFalse();
        assertThat(Tokens.of("\u212Aey").getFirst().is("KEY")).isFalse();
    }
}
