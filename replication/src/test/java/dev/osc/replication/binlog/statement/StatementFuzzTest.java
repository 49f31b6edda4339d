// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.replication.Damage;
import dev.osc.replication.binlog.row.Undecodable;
import dev.osc.schema.TableName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Statements of any make are judged, at once; what names the table where a target stands is never called harmless. */
final class StatementFuzzTest {

    private static final WatchedTable WATCHED = new WatchedTable(new TableName("shop", "orders"), false);

    private static final List<String> BITS = List.of(
            "ALTER",
            "TABLE",
            "CREATE",
            "DROP",
            "RENAME",
            "INSERT",
            "UPDATE",
            "INTO",
            "OR",
            "REPLACE",
            "TRIGGER",
            "INDEX",
            "ON",
            "`orders`",
            "orders",
            "shop",
            ".",
            "`",
            "'",
            "\"",
            "\\",
            "/*",
            "*/",
            "/*!50000",
            "/*M!",
            "--",
            "-- ",
            "#",
            "\n",
            ";",
            ",",
            "(",
            ")",
            "\0",
            "😀",
            "\uD800",
            "IF",
            "EXISTS",
            "TRUNCATE",
            "TO",
            "AS",
            "1",
            "''",
            "``",
            "@a",
            " ");

    private static String text(Damage damage) {
        StringBuilder text = new StringBuilder();
        for (int n = damage.below(30); n > 0; n--) {
            text.append(BITS.get(damage.below(BITS.size()))).append(damage.below(3) == 0 ? "" : " ");
        }
        return text.toString();
    }

    @Test
    void anyTextIsJudged() {
        StatementScreen screen = new StatementScreen(WATCHED);
        for (int round = 0; round < Damage.rounds(100_000); round++) {
            String text = text(new Damage(round));

            assertThat(screen.judge(new LoggedStatement("shop", text, round % 2 == 0)))
                    .as(Damage.replay(round))
                    .isNotNull();
        }
    }

    /** Blanks and comments of any kind before and between change nothing. */
    @Test
    void nothingHidesATarget() {
        StatementScreen screen = new StatementScreen(WATCHED);
        List<String> blanks = List.of(
                " ", "\t\n", "/* ' */", "/**/", " -- `\n", " # \"\n", "/*!*/", "/*!50000 */", "\r\n", "/* /* */");
        List<String> targets = List.of(
                "ALTER TABLE orders FORCE",
                "DROP TABLE a , shop . `orders`",
                "TRUNCATE `orders`",
                "UPDATE orders SET a = 1",
                "RENAME TABLE a TO orders");
        for (int round = 0; round < Damage.rounds(20_000); round++) {
            Damage damage = new Damage(round);
            StringBuilder text = new StringBuilder();
            for (String word : targets.get(damage.below(targets.size())).split(" ")) {
                text.append(blanks.get(damage.below(blanks.size()))).append(word);
            }

            assertThat(screen.judge(new LoggedStatement("shop", text.toString(), true)))
                    .as(text.toString())
                    .isNotEqualTo(Verdict.HARMLESS);
        }
    }

    @Test
    void longOnesEndToo() {
        StatementScreen screen = new StatementScreen(WATCHED);
        for (String bit : BITS) {
            LoggedStatement statement = new LoggedStatement("shop", "ALTER TABLE a " + bit.repeat(200_000), true);

            Assertions.assertTimeout(Duration.ofSeconds(20), () -> screen.judge(statement), bit);
        }
    }

    @Test
    void aStatementsEventIsReadOrUndecodable() {
        for (int round = 0; round < Damage.rounds(50_000); round++) {
            Damage damage = new Damage(round);
            byte[] body = damage.bytes(13 + damage.below(60));
            body[8] = (byte) damage.below(12);
            body[11] = (byte) damage.below(30);
            body[12] = 0;
            try {
                String sql = LoggedStatement.ofQuery(body).sql();
                assertThat(sql.getBytes(StandardCharsets.UTF_8).length).isLessThan(1_000);
                LoggedStatement.ofLoad(body);
            } catch (Undecodable e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }
}
