// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.alter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StatementTest {

    static Stream<Arguments> actions() {
        return Stream.of(
                Arguments.of("ALTER Total TYPE numeric(14,2)", "AlterType total null"),
                Arguments.of(
                        "alter column \"Total\" set data type int using (\"Total\" * 2)::int",
                        "AlterType Total (\"Total\" * 2)::int"),
                Arguments.of("ALTER a TYPE t(using) USING b", "AlterType a b"),
                Arguments.of("ALTER a SET NOT NULL", "SetNotNull a"),
                Arguments.of("ALTER a SET DEFAULT 'NOT NULL'", "Columns"),
                Arguments.of("ALTER a SET STATISTICS 10", "Attribute"),
                Arguments.of("ALTER a SET (n_distinct = 5)", "Attribute"),
                Arguments.of("ADD COLUMN constraint_ int", "Columns"),
                Arguments.of("ADD \"check\" int", "Columns"),
                Arguments.of("ADD CHECK (a > 1)", "CHECK null valid CHECK (a > 1)"),
                Arguments.of(
                        "ADD CONSTRAINT \"X y\" CHECK (a > 1) NOT VALID",
                        "CHECK X y unproved " + "CHECK (a > 1) NOT VALID"),
                Arguments.of("ADD CHECK (a > 1 AND NOT valid)", "CHECK null valid CHECK (a > 1 AND NOT valid)"),
                Arguments.of(
                        "ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES p",
                        "FOREIGN_KEY f valid FOREIGN KEY (a) REFERENCES p"),
                Arguments.of(
                        "ADD PRIMARY KEY USING INDEX i", "PRIMARY_KEY null valid using " + "PRIMARY KEY USING INDEX i"),
                Arguments.of(
                        "ADD UNIQUE (a) USING INDEX TABLESPACE s",
                        "UNIQUE null valid UNIQUE (a) USING INDEX TABLESPACE s"),
                Arguments.of("ADD CONSTRAINT n NOT NULL a", "NOT_NULL n valid NOT NULL a"),
                Arguments.of("DROP CONSTRAINT IF EXISTS C CASCADE", "DropConstraint c with all on it"),
                Arguments.of("DROP CONSTRAINT C RESTRICT", "DropConstraint c"),
                Arguments.of("DROP a", "DropColumn a"),
                Arguments.of("DROP COLUMN IF EXISTS \"Cascade\"", "DropColumn Cascade"),
                Arguments.of("DROP COLUMN a CASCADE", "DropColumn a with all on it"),
                Arguments.of("VALIDATE CONSTRAINT \"C\"", "Validate C"),
                Arguments.of("OWNER TO me", "Attribute"),
                Arguments.of("RENAME a TO b", "Other"),
                Arguments.of("SET SCHEMA s", "Other"));
    }

    @ParameterizedTest
    @MethodSource("actions")
    void tellsActionsApart(String text, String expected) {
        Statement.Alter alter = (Statement.Alter) Statement.read("ALTER TABLE t " + text + ";");

        assertThat(alter.actions()).hasSize(1);
        assertThat(brief(alter.actions().getFirst())).isEqualTo(expected);
    }

    private static String brief(Action action) {
        String kind = action.getClass().getSimpleName();
        return switch (action) {
            case Action.AlterType type -> kind + " " + type.column() + " " + type.using();
            case Action.SetNotNull set -> kind + " " + set.column();
            case Action.AddConstraint add ->
                add.rule() + " " + add.name() + (add.valid() ? " valid" : " unproved")
                        + (add.usingIndex() ? " using" : "") + " " + add.definition();
            case Action.DropConstraint drop -> kind + " " + drop.name() + (drop.cascade() ? " with all on it" : "");
            case Action.DropColumn drop -> kind + " " + drop.column() + (drop.cascade() ? " with all on it" : "");
            case Action.Validate validate -> kind + " " + validate.name();
            default -> kind;
        };
    }

    static Stream<Arguments> tables() {
        return Stream.of(
                Arguments.of("ALTER TABLE Orders DROP a", "orders"),
                Arguments.of("alter table if exists only \"Shop\".\"or.ders\" * DROP a", "Shop.or.ders"),
                Arguments.of("CREATE INDEX ON shop.orders (a)", "shop.orders"),
                Arguments.of(
                        "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS \"on\" ON ONLY orders " + "USING gin (a)",
                        "orders"),
                Arguments.of("DROP a", "null"));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void findsTheTable(String text, String expected) {
        assertThat(String.valueOf(Statement.read(text).table())).isEqualTo(expected);
    }

    @Test
    void takesAnIndexApart() {
        assertThat(Statement.read(
                        "CREATE UNIQUE INDEX \"My i\" ON t USING btree (a, lower(b)) " + "WHERE c /* d */ > ';'"))
                .isInstanceOfSatisfying(Statement.CreateIndex.class, index -> {
                    assertThat(index.unique()).isTrue();
                    assertThat(index.name()).isEqualTo("My i");
                    assertThat(index.definition()).isEqualTo("USING btree (a, lower(b)) WHERE c > ';'");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  -- nothing",
                "DROP a; DROP b",
                "ALTER TABLE t",
                "ALTER TABLE t DROP a,",
                "ALTER TABLE t , DROP a",
                "DROP a,, DROP b",
                "CREATE TABLE t (a int)",
                "CREATE INDEX i",
                "UPDATE orders SET a = 1",
                "DROP INDEX i",
                "ALTR TABLE t DROP a",
                "RENAME a TO b, ADD c int",
                "ADD c text DEFAULT 'x"
            })
    void refusesWhatIsNoChange(String text) {
        assertThatThrownBy(() -> Statement.read(text)).isInstanceOf(Statement.Unreadable.class);
    }

    /** Pieces that hold every character which could be mistaken for a joint, each balanced in itself. */
    private static final List<String> PIECES = List.of(
            "'a,b'",
            "'it''s (,'",
            "E'\\',('",
            "$$ , ( ' $$",
            "$t$ $$ , \" $t$",
            "\"c,\"\"(\"",
            "(a, (b, ']'), c)",
            "ARRAY[1, 2, 3][1]",
            "'{1,2}'::int[]",
            "x::numeric(10, 2)",
            "/* , ( /* ' */ $$ */",
            "-- , ( '\n",
            "f(a, E'\\\\', b)",
            "1.5",
            "<>",
            "COLLATE \"de_DE,x\"",
            "U&'\\00e9,'",
            "row(1, 2)");

    @Test
    void whatWasJoinedByCommasIsCutThere() {
        Random random = new Random(20_261_121);
        for (int round = 0; round < 20_000; round++) {
            List<String> actions = new ArrayList<>();
            for (int n = random.nextInt(1, 6); n > 0; n--) {
                String action = "ADD c" + n;
                for (int m = random.nextInt(5); m > 0; m--) {
                    action += " " + PIECES.get(random.nextInt(PIECES.size()));
                }
                actions.add(action);
            }

            Statement.Alter alter = (Statement.Alter) Statement.read(String.join(" , ", actions));

            assertThat(alter.actions().stream().map(Action::text))
                    .containsExactlyElementsOf(
                            actions.stream().map(StatementTest::withoutComments).toList());
            Statement.Alter again = (Statement.Alter) Statement.read(alter.clauses());
            assertThat(again).isEqualTo(alter);
        }
    }

    private static String withoutComments(String action) {
        return Stream.of(action.replace("/* , ( /* ' */ $$ */", "").replace("-- , ( '\n", ""))
                .flatMap(text -> Stream.of(text.strip()))
                .map(text -> text.replaceAll(" +", " "))
                .collect(Collectors.joining());
    }

    @Test
    void everyTextGetsAnAnswer() {
        Random random = new Random(4);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder("ALTER TABLE t ADD c");
            for (int n = random.nextInt(6); n > 0; n--) {
                String piece = PIECES.get(random.nextInt(PIECES.size()));
                text.append(' ').append(piece, 0, random.nextInt(piece.length() + 1));
            }
            try {
                assertThat(Statement.read(text.toString())).isNotNull();
            } catch (Statement.Unreadable told) {
                assertThat(told.getMessage()).isNotBlank();
            }
        }
    }
}
