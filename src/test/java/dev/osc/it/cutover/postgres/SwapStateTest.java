// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.cutover.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.cutover.Cutover;
import dev.osc.cutover.CutoverStep;
import dev.osc.cutover.StepListener;
import dev.osc.cutover.SwapOutcome;
import dev.osc.cutover.SwapOutcome.NotSwapped;
import dev.osc.cutover.SwapOutcome.Refused;
import dev.osc.cutover.SwapOutcome.Swapped;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a swap finds, takes along and leaves. */
@ServersOf(Product.POSTGRESQL)
final class SwapStateTest {

    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(3);

    /** Trap 28: the numbers of deleted rows are not given out again. */
    @OnEachServer
    void identityGoesOnBehindDeletedRows(TestSchema schema) throws SQLException {
        Shop shop = new Shop(schema);
        schema.execute(
                "INSERT INTO orders (writer, seq) VALUES (1, 1), (1, 2), (1, 3), (1, 4)",
                "DELETE FROM orders WHERE seq > 1");

        assertThat(attempt(shop)).isInstanceOf(Swapped.class);

        schema.execute("INSERT INTO orders (writer, seq) VALUES (2, 1)");
        assertThat(schema.rows("SELECT id FROM orders WHERE writer = 2")).containsExactly("5");
    }

    /** A sequence that was never drawn from gives its first number, not its second. */
    @OnEachServer
    void unusedIdentityBeginsAtItsBeginning(TestSchema schema) throws SQLException {
        Shop shop = new Shop(schema);

        assertThat(attempt(shop)).isInstanceOf(Swapped.class);

        schema.execute("INSERT INTO orders (writer, seq) VALUES (2, 1)");
        assertThat(schema.rows("SELECT id FROM orders")).containsExactly("1");
    }

    @OnEachServer
    void identityOfTheShadowIsNotTurnedBack(TestSchema schema) throws SQLException {
        Shop shop = new Shop(schema);
        schema.execute(
                "INSERT INTO orders (writer, seq) VALUES (1, 1)",
                "ALTER TABLE orders_osc_new ALTER id RESTART WITH 1000");

        assertThat(attempt(shop)).isInstanceOf(Swapped.class);

        schema.execute("INSERT INTO orders (writer, seq) VALUES (2, 1)");
        assertThat(schema.rows("SELECT id FROM orders WHERE writer = 2")).containsExactly("1000");
    }

    @OnEachServer
    void tableUnderTheRetiredNameIsNeverTouched(TestSchema schema) throws SQLException {
        Shop shop = new Shop(schema);
        schema.execute("CREATE TABLE orders_osc_old (id INT)");

        SwapOutcome outcome = attempt(shop);

        assertThat(outcome).isEqualTo(new Refused("public.orders_osc_old exists already: drop or rename it"));
        assertThat(shop.tables()).containsExactly("orders", "orders_osc_new", "orders_osc_old");
    }

    @OnEachServer
    void missingShadowIsRefused(TestSchema schema) throws SQLException {
        Shop shop = new Shop(schema);
        schema.execute("DROP TABLE orders_osc_new");

        assertThat(attempt(shop)).isInstanceOf(Refused.class);
    }

    @OnEachServer
    void looksAtTheTablesToTellHowItEnded(TestSchema schema) throws SQLException {
        Shop shop = new Shop(schema);
        Cutover cutover = shop.cutover(StepListener.NONE);
        assertThat(cutover.inspect(shop.swap(LOCK_TIMEOUT))).isInstanceOf(NotSwapped.class);

        assertThat(cutover.attempt(shop.swap(LOCK_TIMEOUT), shop)).isInstanceOf(Swapped.class);

        assertThat(cutover.inspect(shop.swap(LOCK_TIMEOUT))).isInstanceOf(Swapped.class);
        assertThat(shop.cutover(StepListener.NONE).inspect(shop.swap(LOCK_TIMEOUT)))
                .as("by another process")
                .isInstanceOf(Swapped.class);
    }

    /** Names alone would call this swapped. */
    @OnEachServer
    void tablesOfOtherHandsAreNotTakenForASwap(TestSchema schema) throws SQLException {
        Shop shop = new Shop(schema);
        Cutover cutover = shop.cutover((step, sessions) -> {
            if (step == CutoverStep.READY) {
                try {
                    schema.execute(
                            "ALTER TABLE orders RENAME TO orders_osc_old",
                            "CREATE TABLE orders (id int)",
                            "DROP TABLE orders_osc_new");
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }
        });

        assertThat(cutover.attempt(shop.swap(LOCK_TIMEOUT), shop)).isInstanceOf(Refused.class);
    }

    /** A swap that another process had under way before it died must not come through after we have looked. */
    @OnEachServer
    void sessionOfADeadProcessIsEndedBeforeLooking(TestSchema schema) throws SQLException {
        Shop shop = new Shop(schema);
        List<SwapOutcome> found = new ArrayList<>();
        List<String> left = new ArrayList<>();
        Cutover dying = shop.cutover((step, sessions) -> {
            if (step == CutoverStep.CAUGHT_UP) {
                try {
                    found.add(shop.cutover(StepListener.NONE).inspect(shop.swap(LOCK_TIMEOUT)));
                    left.addAll(schema.rows("SELECT pid FROM pg_stat_activity WHERE pid = " + sessions.getFirst()));
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }
        });

        SwapOutcome outcome = dying.attempt(shop.swap(LOCK_TIMEOUT), shop);

        assertThat(found).singleElement().isInstanceOf(NotSwapped.class);
        assertThat(left).isEmpty();
        assertThat(outcome).isInstanceOf(NotSwapped.class);
        assertThat(shop.tables()).containsExactly("orders", "orders_osc_new");
    }

    @OnEachServer
    void stepsComeInOrder(TestSchema schema) throws SQLException {
        Shop shop = new Shop(schema);
        List<CutoverStep> reached = new ArrayList<>();

        SwapOutcome outcome =
                shop.cutover((step, sessions) -> reached.add(step)).attempt(shop.swap(LOCK_TIMEOUT), shop);

        assertThat(outcome).isInstanceOf(Swapped.class);
        assertThat(reached)
                .containsExactly(CutoverStep.READY, CutoverStep.LOCKED, CutoverStep.CAUGHT_UP, CutoverStep.RENAMED);
    }

    /** Someone alters what hangs on the table after the statements were made: the swap would leave that behind. */
    @OnEachServer
    void whatIsAlteredMeanwhileEndsTheAttempt(TestSchema schema) throws SQLException {
        Shop shop = new Shop(schema);
        schema.execute("CREATE ROLE clerk_" + schema.name());
        try {
            for (String meanwhile : List.of(
                    "GRANT SELECT ON orders TO clerk_" + schema.name(),
                    "GRANT UPDATE (seq) ON orders TO clerk_" + schema.name(),
                    "COMMENT ON COLUMN orders.seq IS 'counts'",
                    "CREATE VIEW v AS SELECT seq FROM orders",
                    "GRANT SELECT ON v TO clerk_" + schema.name(),
                    "CREATE VIEW w AS SELECT seq FROM v",
                    "COMMENT ON VIEW w IS 'upon v'",
                    "CREATE FUNCTION f(orders) RETURNS int LANGUAGE sql AS 'SELECT 1'",
                    "DROP FUNCTION f(orders)")) {
                Cutover surprised = shop.cutover((step, sessions) -> {
                    if (step == CutoverStep.READY) {
                        run(schema, meanwhile);
                    }
                });
                if (!meanwhile.startsWith("DROP")) {
                    assertThat(surprised.attempt(shop.swap(LOCK_TIMEOUT), shop))
                            .as(meanwhile)
                            .isInstanceOfSatisfying(
                                    NotSwapped.class,
                                    not -> assertThat(not.reason())
                                            .contains("was altered since the swap was prepared"));
                } else {
                    run(schema, meanwhile);
                }
            }
            assertThat(attempt(shop)).isInstanceOf(Swapped.class);
            assertThat(schema.rows("SELECT has_table_privilege('clerk_" + schema.name() + "', 'orders', 'SELECT')"))
                    .containsExactly("t");
        } finally {
            schema.execute("DROP OWNED BY clerk_" + schema.name(), "DROP ROLE clerk_" + schema.name());
        }
    }

    /** What the server does for itself is no alteration. */
    @OnEachServer
    void vacuumAndAnalyzeMeanwhileDoNotMatter(TestSchema schema) throws SQLException {
        Shop shop = new Shop(schema);
        schema.execute("INSERT INTO orders (writer, seq) SELECT 1, i FROM generate_series(1, 1000) i");
        Cutover cutover = shop.cutover((step, sessions) -> {
            if (step == CutoverStep.READY) {
                run(schema, "VACUUM (FREEZE, ANALYZE) orders");
                run(schema, "VACUUM (FREEZE) pg_class");
            }
        });

        assertThat(cutover.attempt(shop.swap(LOCK_TIMEOUT), shop)).isInstanceOf(Swapped.class);
    }

    private static void run(TestSchema schema, String sql) {
        try (Connection session = schema.connect();
                Statement statement = session.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SwapOutcome attempt(Shop shop) {
        return shop.cutover(StepListener.NONE).attempt(shop.swap(LOCK_TIMEOUT), shop);
    }
}
