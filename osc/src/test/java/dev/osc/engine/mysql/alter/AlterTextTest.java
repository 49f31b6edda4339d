// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.alter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.plan.AlterReading.SyntaxProblem;
import dev.osc.plan.NamedTable;
import dev.osc.plan.ParsedAlter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlterTextTest {

    private final AlterParser parser = new AlterParser(new GrammarMode(80015, ""));

    @Test
    void aCaretStandsUnderTheFirstWordThatIsNotUnderstood() {
        var problem = (SyntaxProblem) parser.parse("ADD x INT,\n  ADD `😀` INTT,\n ADD y INT", Orders.table());

        assertThat(problem.line()).isEqualTo(2);
        assertThat(problem.column()).isEqualTo(11);
        assertThat(problem.excerpt()).isEqualTo("  ADD `😀` INTT,\n          ^");
    }

    @Test
    void ofALongLineOnlyTheSurroundingsAreShown() {
        var problem = (SyntaxProblem) parser.parse("ADD x INT, ".repeat(50) + "ADD y INTT", Orders.table());

        String[] lines = problem.excerpt().split("\n", -1);
        assertThat(lines[0]).hasSizeLessThanOrEqualTo(100).endsWith("ADD y INTT");
        assertThat(lines[1].length() - 1).isEqualTo(lines[0].indexOf("INTT"));
    }

    @Test
    void commentsAreNotHandedOnAndTextIsKeptAsItStands() {
        var alter = (ParsedAlter) parser.parse(
                "ALTER TABLE orders /* a */ ADD x VARCHAR(9) -- b\n DEFAULT '  /* c */\n' /*!50000 NOT NULL */;",
                Orders.table());

        assertThat(alter.sql()).isEqualTo("ADD x VARCHAR(9) DEFAULT '  /* c */\n' NOT NULL");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '|', textBlock = """
            ALTER TABLE orders ADD x INT, , orders
            alter table shop.orders drop a, shop, orders
            ALTER TABLE `a``b` . `c.d` FORCE, a`b, c.d
            /* x */ ALTER TABLE `😀`.select_ FORCE, 😀, select_
            ALTER TABLE orders, , orders
            """)
    void tellsWhichTableIsNamed(String text, String schema, String table) {
        assertThat(parser.tableNamedIn(text)).contains(new NamedTable(schema, table));
    }

    @ParameterizedTest
    @CsvSource({"ADD x INT", "ALTER a SET DEFAULT 1", "ALTER TABLE", "''", "'ALTER VIEW v AS SELECT 1'"})
    void bareClausesNameNone(String text) {
        assertThat(parser.tableNamedIn(text)).isEmpty();
    }
}
