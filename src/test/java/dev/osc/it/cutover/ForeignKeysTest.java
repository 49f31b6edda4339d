// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.cutover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.osc.cutover.CutoverStep;
import dev.osc.cutover.StepListener;
import dev.osc.cutover.SwapOutcome;
import dev.osc.cutover.SwapOutcome.NotSwapped;
import dev.osc.cutover.SwapOutcome.Swapped;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.TestSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The new table has the foreign keys of the old one and its children, the retired one has none, whatever dies in a swap. Children
 * are there on servers that rename locked tables.
 */
final class ForeignKeysTest {

    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(3);

    private static final String SHOWN = """
            SELECT k.TABLE_NAME, k.CONSTRAINT_NAME, k.COLUMN_NAME, k.REFERENCED_TABLE_SCHEMA, k.REFERENCED_TABLE_NAME,
                   k.REFERENCED_COLUMN_NAME, r.UPDATE_RULE, r.DELETE_RULE
              FROM information_schema.KEY_COLUMN_USAGE k
              JOIN information_schema.REFERENTIAL_CONSTRAINTS r ON r.CONSTRAINT_SCHEMA = k.CONSTRAINT_SCHEMA
                   AND r.CONSTRAINT_NAME = k.CONSTRAINT_NAME AND r.TABLE_NAME = k.TABLE_NAME
             WHERE k.CONSTRAINT_SCHEMA = DATABASE() AND k.REFERENCED_TABLE_NAME IS NOT NULL
             ORDER BY k.TABLE_NAME, k.CONSTRAINT_NAME, k.ORDINAL_POSITION""";

    private static final String NAMED = "ADD CONSTRAINT of_house FOREIGN KEY (writer) REFERENCES house (id)";
    private static final String SELF = "FOREIGN KEY (up) REFERENCES ";

    private static List<String> shown(TestSchema schema) throws SQLException {
        return schema.rows(SHOWN);
    }

    private static List<String> indexes(TestSchema schema, String table) throws SQLException {
        return schema.rows("SELECT DISTINCT INDEX_NAME FROM information_schema.STATISTICS"
                + " WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = '" + table + "' ORDER BY 1");
    }

    /** A key to another table, one to itself with a name of the server's making, and a child where the server can have one. */
    private static Shop keyedShop(TestSchema schema) throws SQLException {
        Shop shop = new Shop(schema);
        schema.execute(
                "CREATE TABLE house (id INT NOT NULL PRIMARY KEY, visits INT NOT NULL DEFAULT 0)",
                "INSERT INTO house (id) VALUES (0), (1), (2), (3), (4), (5), (6), (7)",
                "ALTER TABLE orders ADD COLUMN up BIGINT, ADD KEY (writer), ADD KEY (up)",
                "ALTER TABLE orders_osc_new ADD COLUMN up BIGINT, ADD KEY (writer), ADD KEY (up)",
                "ALTER TABLE orders " + NAMED + ", ADD " + SELF + "orders (id)");
        if (shop.isLocked()) {
            schema.execute(
                    "CREATE TABLE kid (id INT NOT NULL PRIMARY KEY, o BIGINT, p BIGINT, CONSTRAINT kid_o FOREIGN KEY (o)"
                            + " REFERENCES orders (id) ON DELETE CASCADE, FOREIGN KEY (p) REFERENCES orders (id))");
        }
        return shop;
    }

    private static void requireInForce(TestSchema schema, boolean children) {
        assertThatThrownBy(() -> schema.execute("INSERT INTO orders (writer, seq) VALUES (99, 9)"))
                .hasMessageContaining("of_house");
        assertThatThrownBy(() -> schema.execute("INSERT INTO orders (writer, seq, up) VALUES (1, 1, -7)"))
                .hasMessageContaining("orders_ibfk_1");
        if (children) {
            assertThatThrownBy(() -> schema.execute("INSERT INTO kid VALUES (99, -7, NULL)"))
                    .hasMessageContaining("kid_o");
        }
    }

    @OnEachServer(everywhere = true)
    void theNewTableHasThemAsTheyWere(TestSchema schema) throws SQLException {
        Shop shop = keyedShop(schema);
        schema.execute(
                "CREATE TABLE pair (a INT NOT NULL, b BIGINT NOT NULL, PRIMARY KEY (a, b))",
                "INSERT INTO pair VALUES (1, 1), (99, 9)",
                "ALTER TABLE orders ADD KEY two (writer, seq)",
                "ALTER TABLE orders_osc_new ADD KEY two (writer, seq)",
                "ALTER TABLE orders ADD CONSTRAINT `od``d \u00fc` FOREIGN KEY (writer, seq) REFERENCES pair (a, b)"
                        + " ON DELETE NO ACTION ON UPDATE RESTRICT",
                "INSERT INTO orders (writer, seq) VALUES (1, 1)",
                "INSERT INTO orders (writer, seq, up) VALUES (1, 1, 1)");
        if (shop.isLocked()) {
            schema.execute("INSERT INTO kid VALUES (1, 1, 2)");
        }
        List<String> before = shown(schema);
        List<String> indexes = indexes(schema, "orders");
        assertThat(before).hasSize(shop.isLocked() ? 6 : 4);

        for (int round = 0; round < 2; round++) {
            assertThat(shop.cutover(StepListener.NONE).attempt(shop.swap(LOCK_TIMEOUT), shop))
                    .isInstanceOf(Swapped.class);

            assertThat(shown(schema)).isEqualTo(before);
            assertThat(indexes(schema, "orders")).isEqualTo(indexes);
            requireInForce(schema, shop.isLocked());
            shop.turnRound();
        }
        if (shop.isLocked()) {
            schema.execute("DELETE FROM kid");
        }
        schema.execute("DELETE FROM orders ORDER BY id DESC LIMIT 1", "DELETE FROM orders");
        assertThat(schema.rows("SELECT COUNT(*) FROM orders_osc_new")).containsExactly("2");
        schema.execute("DELETE FROM house", "DELETE FROM pair");
    }

    @OnEachServer(everywhere = true)
    void writersGoOn(TestSchema schema) throws SQLException {
        Shop shop = keyedShop(schema);
        List<String> before = shown(schema);
        try (Writers writers = new Writers(schema, 4)) {
            for (int round = 0; round < 8; round++) {
                shop.swapAndTurnRound(writers, () -> assertThat(shown(schema)).isEqualTo(before));
            }
            writers.requireNothingLost();
            System.out.printf(
                    "%s: 8 swaps of a table with foreign keys, longest write stall %d ms%n",
                    schema, writers.longestStall().toMillis());
        }
        requireInForce(schema, shop.isLocked());
    }

    @OnEachServer(everywhere = true)
    void aSessionKilledAtAnyStepLeavesThemWhereTheTableIs(TestSchema schema) throws SQLException {
        Shop shop = keyedShop(schema);
        List<String> before = shown(schema);
        List<CutoverStep> struck;
        try (Writers writers = new Writers(schema, 4)) {
            struck = Strikes.kills(shop, writers)
                    .atEachStep(when -> assertThat(shown(schema)).as(when).isEqualTo(before));
            writers.requireNothingLost();
        }
        requireInForce(schema, shop.isLocked());
        assertThat(struck).contains(CutoverStep.KEYS_CARRIED, CutoverStep.RENAMED);
    }

    /** A process that died between any two of the statements. */
    @OnEachServer(everywhere = true)
    void whatADeathLeavesIsMended(TestSchema schema) throws SQLException {
        Shop shop = keyedShop(schema);
        List<String> before = shown(schema);
        List<String> statements = new ArrayList<>(List.of(
                "ALTER TABLE orders_osc_new " + NAMED.replace("of_house", "of_house_osc_new")
                        + ", ADD CONSTRAINT orders_osc_new_ibfk_1 " + SELF + "orders_osc_new (id)",
                "RENAME TABLE orders TO orders_osc_old, orders_osc_new TO orders",
                "ALTER TABLE orders_osc_old DROP FOREIGN KEY of_house, DROP FOREIGN KEY orders_osc_old_ibfk_1",
                "ALTER TABLE orders " + NAMED + ", DROP FOREIGN KEY of_house_osc_new"));
        if (shop.isLocked()) {
            statements.add(
                    3,
                    "ALTER TABLE kid ADD CONSTRAINT kid_o_osc_new FOREIGN KEY (o) REFERENCES orders (id) ON DELETE CASCADE,"
                            + " DROP FOREIGN KEY kid_o");
            statements.add(
                    "ALTER TABLE kid ADD CONSTRAINT kid_o FOREIGN KEY (o) REFERENCES orders (id) ON DELETE CASCADE,"
                            + " DROP FOREIGN KEY kid_o_osc_new");
        }
        for (int done = 1; done <= statements.size(); done++) {
            schema.execute(statements.subList(0, done).toArray(String[]::new));

            SwapOutcome outcome = shop.cutover(StepListener.NONE).inspect(shop.swap(LOCK_TIMEOUT));

            String when = "after " + statements.get(done - 1);
            assertThat(outcome).as(when).isInstanceOf(done > 1 ? Swapped.class : NotSwapped.class);
            assertThat(shown(schema)).as(when).isEqualTo(before);
            if (done > 1) {
                shop.turnRound();
            }
        }
    }

    @OnEachServer(everywhere = true)
    void oneThatDoesNotFitTheNewTableStopsTheSwap(TestSchema schema) throws SQLException {
        Shop shop = keyedShop(schema);
        schema.execute("ALTER TABLE orders_osc_new MODIFY writer VARCHAR(20) NOT NULL");
        List<String> before = shown(schema);

        SwapOutcome outcome = shop.cutover((step, sessions) -> assertThat(step).isNotEqualTo(CutoverStep.RENAMED))
                .attempt(shop.swap(LOCK_TIMEOUT), shop);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        NotSwapped.class,
                        not -> assertThat(not.reason()).contains("carrying foreign keys", "of_house"));
        assertThat(shown(schema)).isEqualTo(before);
        requireInForce(schema, shop.isLocked());
    }

    /** On servers from 8.0 on a new key waits for all who have touched the table that it refers to. */
    @OnEachServer(servers = "mysql>=8", also = "mysql-8.0.12")
    void aTransactionThatHoldsTheParentMakesItFailInTime(TestSchema schema) throws SQLException {
        Shop shop = keyedShop(schema);
        List<String> before = shown(schema);
        try (Connection reader = schema.connect();
                var statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.executeQuery("SELECT * FROM house").close();
            long began = System.nanoTime();

            SwapOutcome outcome = shop.cutover(StepListener.NONE).attempt(shop.swap(Duration.ofSeconds(1)), shop);

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            NotSwapped.class, not -> assertThat(not.reason()).contains("carrying foreign keys"));
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
            assertThat(shown(schema)).isEqualTo(before);
        }
        assertThat(shop.cutover(StepListener.NONE).attempt(shop.swap(LOCK_TIMEOUT), shop))
                .isInstanceOf(Swapped.class);
        assertThat(shown(schema)).isEqualTo(before);
    }
}
