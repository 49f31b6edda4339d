// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.plan.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.osc.engine.postgres.direct.DirectLeftovers;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.it.servers.Alone;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import dev.osc.plan.TableChange.Direct;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Assertions;

/** Direct changes that don't come to their end leave the table as it was. */
@ServersOf(Product.POSTGRESQL)
final class DirectFailuresTest {

    @OnEachServer
    void rowsThatBreakTheRuleAreNamedAndNothingIsLeft(TestSchema schema) throws SQLException {
        Orders.create(schema, 20);
        schema.execute(
                "UPDATE orders SET note = 'same' WHERE id IN (3, 5)",
                "UPDATE orders SET price = -1 WHERE id IN (4, 7, 8, 9)",
                "UPDATE orders SET customer = NULL WHERE id = 11",
                "UPDATE orders SET customer = 77 WHERE id = 13");
        Map<String, String> changes = Map.of(
                "ADD CHECK (price > 0), DROP COLUMN body", "id = 4\n  id = 7\n  id = 8\n",
                "ALTER customer SET NOT NULL, ADD COLUMN memo text", "id = 11\n",
                "ADD UNIQUE (note)", "id = 3 and id = 5: same\n",
                "CREATE UNIQUE INDEX ON orders ((lower(note))) WHERE id > 2", "id = 3 and id = 5: same\n",
                "DROP CONSTRAINT orders_pkey, ADD PRIMARY KEY (note)", "id = 3 and id = 5: same\n",
                "ADD FOREIGN KEY (customer) REFERENCES parent",
                        "id = 12: customer = 12\n  id = 14: customer = 14\n  id = 15: customer = 15\n",
                "ADD COLUMN memo int DEFAULT 5 CHECK (memo < 3)", "id = 1\n  id = 2\n",
                "ADD COLUMN memo int DEFAULT 5 UNIQUE", ": 5\n");
        List<String> before = Orders.catalogue(schema, "public");

        changes.forEach((change, named) -> {
            OscException told =
                    Assertions.assertThrows(OscException.class, () -> Orders.change(schema, change), change);

            assertThat(told.code()).as(change).isEqualTo(ExitCode.DATA_CONFLICT);
            assertThat(told.getMessage() + "\n").as(change).contains(named);
            assertThat(told.nextStep()).as(change).contains("public.orders is as it was");
            assertThatNothingIsLeft(schema, before, change);
        });
    }

    private static void assertThatNothingIsLeft(TestSchema schema, List<String> before, String when) {
        try {
            assertThat(Orders.catalogue(schema, "public")).as(when).isEqualTo(before);
            assertThat(Orders.scratches(schema)).as(when).isEmpty();
        } catch (SQLException e) {
            throw new AssertionError(when, e);
        }
    }

    @Alone
    @OnEachServer
    void blockedByALongTransactionItGivesUpAndNamesIt(TestSchema schema) throws SQLException {
        Orders.create(schema, 20);
        List<String> before = Orders.catalogue(schema, "public");
        try (Connection holder = schema.connect();
                var statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("SET application_name = 'report'");
            statement.execute("SELECT count(*) FROM orders");
            for (String change : List.of("ADD COLUMN memo text", "ADD CHECK (total >= 0)", "DROP COLUMN note")) {
                OscException told = Assertions.assertThrows(OscException.class, () -> Orders.change(schema, change));

                assertThat(told.code()).isEqualTo(ExitCode.NOT_SWAPPED);
                assertThat(told)
                        .hasMessageContaining("in 3 attempts")
                        .hasMessageContaining("of postgres (report)")
                        .hasMessageContaining("SELECT count(*) FROM orders");
                assertThatNothingIsLeft(schema, before, change);
            }
        }
    }

    @OnEachServer
    void whatTheServerRefusesIsSaidBeforeAnythingHappens(TestSchema schema) throws SQLException {
        Orders.create(schema, 20);
        schema.execute(
                "CREATE VIEW seen AS SELECT note FROM orders",
                "CREATE TABLE lines (number bigint REFERENCES orders (number))",
                "CREATE TABLE taken (id int)");
        List<String> before = Orders.catalogue(schema, "public");
        Map<String, ExitCode> changes = Map.of(
                "DROP COLUMN nothing", ExitCode.NO_SUCH_COLUMN,
                "ADD COLUMN note text", ExitCode.SYNTAX,
                "DROP COLUMN note, ADD CHECK (price > 0)", ExitCode.SYNTAX,
                "DROP CONSTRAINT orders_number_key, ADD UNIQUE (customer)", ExitCode.SYNTAX,
                "ADD CONSTRAINT taken UNIQUE (customer)", ExitCode.SYNTAX,
                "CREATE INDEX taken ON orders (customer)", ExitCode.SYNTAX,
                "ADD COLUMN x int NOT NULL, DROP COLUMN tags", ExitCode.UNSUPPORTED_CHANGE,
                "ADD COLUMN x int DEFAULT", ExitCode.SYNTAX);

        changes.forEach((change, code) -> {
            OscException told =
                    Assertions.assertThrows(OscException.class, () -> Orders.change(schema, change), change);

            assertThat(told.code()).as(told.getMessage()).isEqualTo(code);
            assertThatNothingIsLeft(schema, before, change);
        });
    }

    @OnEachServer
    void aTypeThatAViewHoldsOnToIsLeftToTheShadow(TestSchema schema) throws SQLException, InterruptedException {
        Orders.create(schema, 20);
        schema.execute("CREATE VIEW seen AS SELECT note FROM orders");

        assertThat(Orders.change(schema, "ALTER note TYPE text"))
                .isInstanceOfSatisfying(
                        Direct.NotPossible.class,
                        not -> assertThat(not.reason()).contains("used by view seen"));
    }

    @OnEachServer
    void aPartitionedTableGetsNoIndexButWhatTheCatalogueTakes(TestSchema schema)
            throws SQLException, InterruptedException {
        schema.execute(
                "CREATE TABLE orders (id bigint, day date) PARTITION BY RANGE (id)",
                "CREATE TABLE low PARTITION OF orders FOR VALUES FROM (0) TO (100)",
                "INSERT INTO orders VALUES (1, '2026-01-01')");

        assertThat(Orders.change(schema, "ADD COLUMN memo text DEFAULT 'a'")).isInstanceOf(Direct.Done.class);
        assertThat(Orders.change(schema, "ADD CHECK (day > '2000-01-01'), ALTER day SET NOT NULL"))
                .isInstanceOf(Direct.Done.class);
        assertThatThrownBy(() -> Orders.change(schema, "CREATE INDEX ON orders (day)"))
                .isInstanceOf(OscException.class)
                .hasMessageContaining("is partitioned");
        assertThat(schema.rows(
                        "SELECT attnotnull FROM pg_attribute WHERE attrelid = 'low'::regclass AND attname = 'day'"))
                .containsExactly("t");
    }

    @OnEachServer
    void anInvalidIndexOfThatNameIsReplaced(TestSchema schema) throws SQLException, InterruptedException {
        Orders.create(schema, 20);
        schema.execute("UPDATE orders SET note = 'same'");
        for (String name : List.of("by_note", "by_note_osc_new")) {
            assertThatThrownBy(() -> schema.execute("CREATE UNIQUE INDEX CONCURRENTLY " + name + " ON orders (note)"))
                    .hasMessageContaining("could not create unique index");
        }
        schema.execute("UPDATE orders SET note = id");

        assertThat(Orders.change(schema, "CREATE UNIQUE INDEX by_note ON orders (note)"))
                .isInstanceOf(Direct.Done.class);

        assertThat(Orders.catalogue(schema, "public").stream().filter(line -> line.contains("by_note")))
                .containsExactly("index CREATE UNIQUE INDEX by_note ON orders USING btree (note) f t t f f");
    }

    @OnEachServer
    void aValidIndexOfThatNameStays(TestSchema schema) throws SQLException {
        Orders.create(schema, 20);

        assertThatThrownBy(() -> Orders.change(schema, "CREATE INDEX orders_customer_idx ON orders (note)"))
                .isInstanceOf(OscException.class)
                .hasMessageContaining("already exists");

        assertThat(Orders.catalogue(schema, "public"))
                .contains("index CREATE INDEX orders_customer_idx ON orders USING btree (customer) f t t f f");
    }

    @OnEachServer
    void anInterruptEndsABuildThatWaitsAndLeavesNothing(TestSchema schema)
            throws SQLException, InterruptedException, ExecutionException, TimeoutException {
        Orders.create(schema, 20);
        List<String> before = Orders.catalogue(schema, "public");
        CompletableFuture<Throwable> told = new CompletableFuture<>();
        Thread run;
        try (Connection writer = schema.connect();
                var statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("UPDATE orders SET note = 'x' WHERE id = 1");
            run = Thread.ofPlatform().start(() -> {
                try {
                    Orders.change(schema, "CREATE INDEX by_note ON orders (note)");
                    told.complete(new AssertionError("done"));
                } catch (Throwable e) {
                    told.complete(e);
                }
            });
            awaitQuery(schema, "CREATE INDEX CONCURRENTLY%");
            run.interrupt();
            awaitQuery(schema, "DROP INDEX CONCURRENTLY%");
        }
        assertThat(told.get(20, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        run.join();
        assertThatNothingIsLeft(schema, before, "interrupted");
    }

    @OnEachServer
    void killedHalfWayTheNextRunDropsWhatIsLeftAndSucceeds(TestSchema schema)
            throws SQLException, InterruptedException, ExecutionException, TimeoutException {
        Orders.create(schema, 20);
        List<String> before = Orders.catalogue(schema, "public");
        String change =
                "ADD COLUMN kind int DEFAULT 1 CHECK (kind > 0), ADD UNIQUE (note), ALTER customer SET NOT NULL";
        String[] halfWay = {
            "ALTER TABLE orders ADD COLUMN kind int DEFAULT 1, ADD CONSTRAINT orders_customer_not_null_osc_new"
                    + " CHECK (customer IS NOT NULL) NOT VALID, ADD CONSTRAINT orders_kind_check_osc_new CHECK (kind > 0) NOT VALID",
            "COMMENT ON COLUMN orders.kind IS 'osc is adding this column'",
            "CREATE UNIQUE INDEX orders_note_key_osc_new ON orders (note)"
        };
        schema.execute(halfWay);
        try (Connection connection = schema.connect()) {
            assertThat(new DirectLeftovers(Orders.QUICK).drop(connection, Orders.NAME))
                    .hasSize(4);
        }
        assertThatNothingIsLeft(schema, before, "cleaned up");

        schema.execute(halfWay);
        assertThat(Orders.change(schema, change)).isInstanceOf(Direct.Done.class);

        Orders.createTwin(schema);
        schema.execute("SET search_path = twin", "ALTER TABLE orders " + change);
        assertThat(Orders.catalogue(schema, "public")).isEqualTo(Orders.catalogue(schema, "twin"));
    }

    @OnEachServer
    void aLostConnectionIsMadeUpForInANewOne(TestSchema schema)
            throws SQLException, InterruptedException, ExecutionException, TimeoutException {
        Orders.create(schema, 20);
        List<String> before = Orders.catalogue(schema, "public");
        try (Connection reader = schema.connect();
                var statement = reader.createStatement()) {
            // an old snapshot: builds wait for it, short changes do not
            reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            reader.setAutoCommit(false);
            statement.execute("SELECT count(*) FROM parent");
            CompletableFuture<OscException> told = CompletableFuture.supplyAsync(() -> Assertions.assertThrows(
                    OscException.class,
                    () -> Orders.change(
                            schema, "ADD COLUMN memo int DEFAULT 1, ADD CHECK (memo > 0), ADD UNIQUE (note)")));
            awaitQuery(schema, "CREATE UNIQUE INDEX CONCURRENTLY%");
            assertThat(Orders.catalogue(schema, "public")).isNotEqualTo(before);
            schema.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE query LIKE 'CREATE UNIQUE INDEX CONCURRENTLY%' AND datname = current_database()");
            reader.rollback();
            assertThat(told.get(30, TimeUnit.SECONDS).code()).isEqualTo(ExitCode.SERVER_FAILED);
        }
        assertThatNothingIsLeft(schema, before, "killed");
    }

    private static void awaitQuery(TestSchema schema, String pattern) throws SQLException {
        for (int look = 0; look < 600; look++) {
            boolean there = !schema.rows("SELECT 1 FROM pg_stat_activity WHERE query LIKE '" + pattern
                            + "' AND datname = current_database() AND wait_event_type = 'Lock'")
                    .isEmpty();
            if (there) {
                return;
            }
            schema.execute("SELECT pg_sleep(0.02)");
        }
        throw new AssertionError("never seen: " + pattern);
    }
}
