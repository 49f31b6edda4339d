// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.alter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddedColumnTest {

    static Stream<Arguments> columns() {
        return Stream.of(
                Arguments.of("ADD c int", "ADD c int", ""),
                Arguments.of(
                        "ADD COLUMN c int DEFAULT 1 CHECK (c > 0) NOT NULL",
                        "ADD COLUMN c int DEFAULT 1 NOT NULL",
                        "ADD CHECK (c > 0)"),
                Arguments.of(
                        "ADD \"C d\" text COLLATE \"C\" CONSTRAINT \"k\"\"1\""
                                + " UNIQUE NULLS NOT DISTINCT WITH (fillfactor=5) DEFAULT 'CHECK (x)'",
                        "ADD \"C d\" text COLLATE \"C\" DEFAULT 'CHECK (x)'",
                        "ADD CONSTRAINT \"k\"\"1\" UNIQUE NULLS NOT DISTINCT (\"C d\") WITH (fillfactor=5)"),
                Arguments.of(
                        "ADD c int REFERENCES s.p (id) MATCH FULL ON DELETE SET NULL ON UPDATE SET DEFAULT NOT DEFERRABLE NULL",
                        "ADD c int NULL",
                        "ADD FOREIGN KEY (\"c\") REFERENCES s.p (id) MATCH FULL ON DELETE SET NULL ON UPDATE SET DEFAULT NOT DEFERRABLE"),
                Arguments.of(
                        "ADD c int CONSTRAINT a CHECK (c > 0) NO INHERIT CONSTRAINT b"
                                + " REFERENCES p DEFERRABLE INITIALLY DEFERRED GENERATED ALWAYS AS IDENTITY",
                        "ADD c int GENERATED ALWAYS AS IDENTITY",
                        "ADD CONSTRAINT \"a\" CHECK (c > 0) NO INHERIT|"
                                + "ADD CONSTRAINT \"b\" FOREIGN KEY (\"c\") REFERENCES p DEFERRABLE INITIALLY DEFERRED"),
                Arguments.of(
                        "ADD c int DEFAULT 5 PRIMARY KEY USING INDEX TABLESPACE t",
                        "ADD c int DEFAULT 5",
                        "ADD PRIMARY KEY (\"c\") USING INDEX TABLESPACE t"),
                Arguments.of(
                        "ADD c int CONSTRAINT n NOT NULL DEFAULT (1)",
                        "ADD c int CONSTRAINT n NOT NULL DEFAULT (1)",
                        ""),
                Arguments.of(
                        "ADD c int CHECK (a IN (1, 2)) CHECK (b = 'UNIQUE')",
                        "ADD c int",
                        "ADD CHECK (a IN (1, 2))|ADD CHECK (b = 'UNIQUE')"));
    }

    @ParameterizedTest
    @MethodSource("columns")
    void rulesStandByThemselves(String text, String bare, String rules) {
        Action action = ((Statement.Alter) Statement.read(text)).actions().getFirst();

        assertThat(AddedColumn.of(action)).hasValueSatisfying(column -> {
            assertThat(column.bare().text()).isEqualTo(bare);
            assertThat(column.rules().stream().map(Action::text))
                    .containsExactlyElementsOf(rules.isEmpty() ? List.of() : List.of(rules.split("\\|")));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ADD COLUMN IF NOT EXISTS c int UNIQUE", "ADD CHECK (a > 1)", "DROP c", "ALTER c DROP DEFAULT"})
    void nothingElseIsCut(String text) {
        assertThat(AddedColumn.of(
                        ((Statement.Alter) Statement.read(text)).actions().getFirst()))
                .isEmpty();
    }
}
