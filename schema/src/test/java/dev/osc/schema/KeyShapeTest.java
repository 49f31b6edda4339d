// SPDX-License-Identifier: Apache-2.0
package dev.osc.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.osc.schema.mysql.MySqlKeySql;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyShapeTest {

    private static KeyShape shape(String type, KeyKind kind) {
        Column column = new Column("k", 1, new ColumnType(type, type, null, null), false, false, false);
        return new KeyShape("PRIMARY", List.of(new KeyShape.Part(column, "k", kind, false)));
    }

    @Test
    void fitsWhatHasAValueForEachColumnAndNoMore() {
        KeyShape number = shape("bigint", KeyKind.SIGNED);
        KeyShape bytes = shape("varbinary", KeyKind.BYTES);

        assertThat(number.fits(KeyTuple.ofLong(-7))).isTrue();
        assertThat(bytes.fits(KeyTuple.builder().add(new byte[] {1, 2}).build()))
                .isTrue();
        assertThat(bytes.fits(KeyTuple.builder().add(new byte[0]).build())).isTrue();
        for (String damaged : List.of("", "00", "00000000000000", "000000000000000000")) {
            assertThat(number.fits(KeyTuple.parse(damaged))).as(damaged).isFalse();
        }
        // a length that is not there, below zero, and beyond what the heap holds
        for (String damaged :
                List.of("", "000000", "0000000101ff", "00000002ff", "ffffffff", "7fffffff", "7ffffff000")) {
            assertThat(bytes.fits(KeyTuple.parse(damaged))).as(damaged).isFalse();
        }
    }

    /** Whoever can write a checkpoint writes no SQL. */
    @ParameterizedTest
    @ValueSource(strings = {"1 OR 1=1", "'", "2020-01-01' OR '1'='1", "1--1", "", "0x1", "1e5", "1\\"})
    void noLiteralButTheServersOwn(String text) {
        KeyTuple key = KeyTuple.builder().add(text).build();

        assertThatThrownBy(() ->
                        MySqlKeySql.ofSource(shape("decimal", KeyKind.LITERAL)).literals(key))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        MySqlKeySql.ofSource(shape("datetime", KeyKind.LITERAL)).literals(key))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-838:59:59.000001", "0000-00-00 00:00:00", "-0.10", "12345678901234567890"})
    void theServersOwnLiterals(String text) {
        KeyTuple key = KeyTuple.builder().add(text).build();

        assertThat(MySqlKeySql.ofSource(shape("decimal", KeyKind.LITERAL)).literals(key))
                .containsExactly(text);
    }
}
