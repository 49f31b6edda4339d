// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.cutover.CatchUp;
import dev.osc.cutover.CutoverStep;
import dev.osc.cutover.StepListener;
import dev.osc.cutover.SwapOutcome;
import dev.osc.cutover.SwapOutcome.NotSwapped;
import dev.osc.cutover.SwapOutcome.Refused;
import dev.osc.cutover.SwapOutcome.Swapped;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.TestSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The new table has the triggers of the old one, and every write fires each of them once, whatever dies in a swap. */
final class TriggersTest {

    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(3);

    /** What tells a trigger from another, but the time when it was made. */
    private static final String SHOWN = """
            SELECT TRIGGER_NAME, EVENT_OBJECT_TABLE, ACTION_TIMING, EVENT_MANIPULATION, ACTION_ORDER, DEFINER, SQL_MODE,
                   CHARACTER_SET_CLIENT, COLLATION_CONNECTION, DATABASE_COLLATION, HEX(ACTION_STATEMENT)
              FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE()
             ORDER BY EVENT_OBJECT_TABLE, EVENT_MANIPULATION, ACTION_TIMING, ACTION_ORDER""";

    private static final String TELL =
            "CREATE TRIGGER tell AFTER INSERT ON orders FOR EACH ROW INSERT INTO heard VALUES (NEW.writer, NEW.seq)";

    /** Of two empty tables. */
    private static final CatchUp NOTHING = new CatchUp() {
        @Override
        public void drainThrough(Connection writer, Duration budget) {}

        @Override
        public void drain(Duration budget) {}

        @Override
        public void drainWithin(Connection writer, Duration budget) {}
    };

    private static List<String> shown(TestSchema schema) throws SQLException {
        return schema.rows(SHOWN);
    }

    /** Each row of the table was heard of once. */
    private static void requireHeardOnce(TestSchema schema) throws SQLException {
        assertThat(schema.rows("SELECT writer, seq, COUNT(*) FROM heard GROUP BY writer, seq HAVING COUNT(*) <> 1"))
                .as("fired more than once")
                .isEmpty();
        assertThat(schema.rows("SELECT writer, COUNT(*) FROM heard GROUP BY writer ORDER BY writer"))
                .isEqualTo(schema.rows("SELECT writer, COUNT(*) FROM orders GROUP BY writer ORDER BY writer"));
    }

    private static Shop heardShop(TestSchema schema) throws SQLException {
        Shop shop = new Shop(schema);
        schema.execute("CREATE TABLE heard (writer INT NOT NULL, seq BIGINT NOT NULL)", TELL);
        return shop;
    }

    @OnEachServer(everywhere = true)
    void theNewTableHasThemAsTheyWere(TestSchema schema) throws SQLException {
        Shop shop = new Shop(schema);
        schema.execute(
                "CREATE USER IF NOT EXISTS 'odd`one'@'%'",
                "GRANT ALL ON *.* TO 'odd`one'@'%'",
                "CREATE TABLE heard (what VARCHAR(200) CHARACTER SET utf8mb4)",
                "CREATE TRIGGER third BEFORE INSERT ON orders FOR EACH ROW SET NEW.seq = NEW.seq + 100",
                "CREATE TRIGGER `for each row` /* for each row */ BEFORE INSERT ON orders -- for each row\n FOR /* x */ EACH ROW"
                        + " PRECEDES third SET NEW.seq = NEW.seq * 2",
                "CREATE DEFINER=`odd``one`@`%` TRIGGER a2 AFTER INSERT ON orders FOR EACH ROW"
                        + " INSERT INTO heard VALUES (CONCAT(_latin1'abc', _binary 'x', 'ü', ' {d 1} ? ', NEW.seq)) /* end */",
                "CREATE TRIGGER a1 AFTER INSERT ON orders FOR EACH ROW PRECEDES a2 BEGIN DECLARE x VARCHAR(9) DEFAULT 'a';"
                        + " IF NEW.seq > 1 THEN INSERT INTO heard VALUES (CONCAT(x, ';')); END IF; END",
                "CREATE /*!50017 DEFINER=`root`@`localhost`*/ /*!50003 TRIGGER `dumped` BEFORE UPDATE ON `orders`"
                        + " FOR EACH ROW SET NEW.seq = OLD.seq */",
                "SET sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES'",
                "CREATE TRIGGER \"ansi\"\"\" AFTER DELETE ON \"orders\" FOR EACH ROW"
                        + " BEGIN INSERT INTO \"heard\" VALUES ('a\\'); END",
                "SET sql_mode = '', collation_connection = 'latin1_german1_ci'",
                "CREATE TRIGGER unstrict AFTER UPDATE ON orders FOR EACH ROW INSERT INTO heard VALUES ('u')");
        List<String> before = shown(schema);
        assertThat(before).hasSize(7);

        for (int round = 0; round < 2; round++) {
            assertThat(shop.cutover(StepListener.NONE).attempt(shop.swap(LOCK_TIMEOUT), shop))
                    .isInstanceOf(Swapped.class);

            assertThat(shown(schema)).isEqualTo(before);
            shop.turnRound();
        }
        schema.execute("INSERT INTO orders (writer, seq) VALUES (1, 5)");
        assertThat(schema.rows("SELECT seq FROM orders")).containsExactly("110");
        assertThat(schema.rows("SELECT what FROM heard")).containsExactly("a;", "abcxü {d 1} ? 110");
    }

    @OnEachServer(everywhere = true)
    void everyWriteFiresThemOnce(TestSchema schema) throws SQLException {
        Shop shop = heardShop(schema);
        List<String> before = shown(schema);
        try (Writers writers = new Writers(schema, 4)) {
            for (int round = 0; round < 8; round++) {
                shop.swapAndTurnRound(writers, () -> assertThat(shown(schema)).isEqualTo(before));
            }
            writers.requireNothingLost();
            System.out.printf(
                    "%s: 8 swaps of a table with a trigger, longest write stall %d ms%n",
                    schema, writers.longestStall().toMillis());
        }
        requireHeardOnce(schema);
    }

    @OnEachServer(everywhere = true)
    void aSessionKilledAtAnyStepLeavesThemWhereTheTableIs(TestSchema schema) throws SQLException {
        Shop shop = heardShop(schema);
        List<String> before = shown(schema);
        List<CutoverStep> struck;
        try (Writers writers = new Writers(schema, 4)) {
            struck = Strikes.kills(shop, writers)
                    .atEachStep(when -> assertThat(shown(schema)).as(when).isEqualTo(before));
            writers.requireNothingLost();
        }
        requireHeardOnce(schema);
        assertThat(struck).contains(CutoverStep.TRIGGERS_CARRIED, CutoverStep.RENAMED);
    }

    /** A process that died before, between and after the statements that name them. */
    @OnEachServer(everywhere = true)
    void whatADeathLeavesIsMended(TestSchema schema) throws SQLException {
        Shop shop = heardShop(schema);
        List<String> before = shown(schema);
        String carry = TELL.replace("tell", "tell_osc_new");
        List<List<String>> deaths = List.of(
                List.of(carry.replace("orders", "orders_osc_new")),
                List.of(carry.replace("orders", "orders_osc_new"), "#"),
                List.of(carry.replace("orders", "orders_osc_new"), "#", "DROP TRIGGER tell"),
                List.of(carry.replace("orders", "orders_osc_new"), "#", "DROP TRIGGER tell", TELL),
                // of a server before 8.0, which crashed within RENAME
                List.of("#"));
        for (List<String> death : deaths) {
            boolean swapped = death.contains("#");
            for (String statement : death) {
                schema.execute(
                        statement.replace("#", "RENAME TABLE orders TO orders_osc_old, orders_osc_new TO orders"));
            }

            SwapOutcome outcome = shop.cutover(StepListener.NONE).inspect(shop.swap(LOCK_TIMEOUT));

            assertThat(outcome).as("%s", death).isInstanceOf(swapped ? Swapped.class : NotSwapped.class);
            assertThat(shown(schema)).as("%s", death).isEqualTo(before);
            if (swapped) {
                shop.turnRound();
            }
        }
    }

    /** What can't be carried so that it does the same is refused, and stays where it is. */
    @OnEachServer(everywhere = true)
    void oneThatWouldBecomeAnotherIsRefused(TestSchema schema) throws SQLException {
        Shop shop = heardShop(schema);
        Map<String, String> refused = Map.of(
                "CREATE TRIGGER tell_osc_new AFTER UPDATE ON orders FOR EACH ROW SET @x = 1",
                "its name ends with _osc_new",
                "CREATE TRIGGER " + "n".repeat(57) + " AFTER UPDATE ON orders FOR EACH ROW SET @x = 1",
                "longer than 56",
                "CREATE TRIGGER odd AFTER UPDATE ON orders FOR EACH ROW SET @x = '\u00fc'",
                "spoke latin1");
        for (Map.Entry<String, String> trigger : refused.entrySet()) {
            // the driver sends UTF-8 all the same: two letters of latin1
            schema.execute("SET character_set_client = latin1", trigger.getKey());
            List<String> before = shown(schema);

            SwapOutcome outcome = shop.cutover(StepListener.NONE).attempt(shop.swap(LOCK_TIMEOUT), NOTHING);

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Refused.class, not -> assertThat(not.reason()).contains(trigger.getValue()));
            assertThat(shown(schema)).isEqualTo(before);
            schema.execute("DROP TRIGGER " + trigger.getKey().split(" ")[2]);
        }
        assertThat(shop.cutover(StepListener.NONE).attempt(shop.swap(LOCK_TIMEOUT), NOTHING))
                .isInstanceOf(Swapped.class);
    }

    @OnEachServer(only = "mariadb-11.4.5")
    void oneThatActsForARole(TestSchema schema) throws SQLException {
        Shop shop = heardShop(schema);
        schema.execute(
                "CREATE ROLE IF NOT EXISTS teller",
                "GRANT ALL ON *.* TO teller",
                "CREATE DEFINER=teller TRIGGER role AFTER UPDATE ON orders FOR EACH ROW SET @x = 1");
        List<String> before = shown(schema);

        assertThat(shop.cutover(StepListener.NONE).attempt(shop.swap(LOCK_TIMEOUT), NOTHING))
                .isInstanceOf(Swapped.class);

        assertThat(shown(schema)).isEqualTo(before);
    }

    @OnEachServer(everywhere = true)
    void oneThatDoesNotFitTheNewTableStopsTheSwap(TestSchema schema) throws SQLException {
        Shop shop = heardShop(schema);
        schema.execute("ALTER TABLE orders_osc_new DROP COLUMN seq, ADD COLUMN number BIGINT NOT NULL DEFAULT 0");
        List<String> before = shown(schema);

        SwapOutcome outcome = shop.cutover((step, sessions) -> assertThat(step).isNotEqualTo(CutoverStep.RENAMED))
                .attempt(shop.swap(LOCK_TIMEOUT), NOTHING);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Refused.class, not -> assertThat(not.reason()).contains("trigger tell can't be made", "'seq'"));
        assertThat(shown(schema)).isEqualTo(before);
        schema.execute("INSERT INTO orders (writer, seq) VALUES (1, 1)");
        requireHeardOnce(schema);
    }
}
