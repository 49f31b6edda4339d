// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.cutover.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.cutover.Cutover;
import dev.osc.cutover.SessionOpener;
import dev.osc.cutover.StepListener;
import dev.osc.cutover.SwapOutcome;
import dev.osc.cutover.SwapOutcome.NotSwapped;
import dev.osc.cutover.SwapOutcome.Swapped;
import dev.osc.it.cutover.Writers;
import dev.osc.it.servers.Alone;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** A table that is never left alone: by readers, by transactions that read and then write, by the server's own housekeeping. */
@ServersOf(Product.POSTGRESQL)
final class BusySwapTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** A lock that let readers go on would wait for them, and they, about to write, for it: one would be told "deadlock detected". */
    @OnEachServer
    void transactionsThatReadAndThenWriteAreNoneTheWiser(TestSchema schema) throws SQLException {
        Shop shop = new Shop(schema);
        String readThenWrite = "BEGIN; SELECT count(*), pg_sleep(0.02) FROM orders;"
                + " INSERT INTO orders (writer, seq) VALUES (-2, 1); DELETE FROM orders WHERE writer = -2; COMMIT";
        try (Readers transactions = new Readers(schema, 8, readThenWrite);
                Writers writers = new Writers(schema, 2)) {
            for (int round = 1; round <= 3; round++) {
                transactions.awaitProgress();
                SwapOutcome outcome = shop.cutover(StepListener.NONE).attempt(shop.swap(Duration.ofSeconds(3)), shop);

                assertThat(outcome).as("round %s", round).isInstanceOf(Swapped.class);
                writers.awaitProgress();
                shop.turnRound();
            }
            transactions.requireNoFailure();
            writers.requireNothingLost();
        }
    }

    /** Else a cut-over would wait for as long as the server cleans up, which on a large table is hours. */
    @Alone
    @OnEachServer(
            newestOf = Product.POSTGRESQL,
            options = {
                "autovacuum_naptime=1",
                "autovacuum_vacuum_cost_delay=100",
                "autovacuum_vacuum_cost_limit=1",
                "autovacuum_vacuum_threshold=50",
                "autovacuum_vacuum_insert_threshold=50"
            })
    void autovacuumGivesWay(TestSchema schema) throws SQLException {
        Shop shop = new Shop(schema);
        schema.execute(
                "INSERT INTO orders (writer, seq) SELECT -1, i FROM generate_series(1, 50000) i",
                "INSERT INTO orders_osc_new (id, writer, seq) SELECT id, writer, seq FROM orders");
        for (String table : List.of("orders", "orders_osc_new")) {
            List<String> vacuums = List.of();
            while (vacuums.isEmpty()) {
                vacuums =
                        schema.rows("SELECT pid FROM pg_stat_progress_vacuum WHERE relid = '" + table + "'::regclass");
            }
        }
        try (Writers writers = new Writers(schema, 2)) {
            SwapOutcome outcome = shop.cutover(StepListener.NONE).attempt(shop.swap(Duration.ofSeconds(3)), shop);

            assertThat(outcome).isInstanceOf(Swapped.class);
            assertThat(((Swapped) outcome).blocked()).isLessThan(SECOND);
            assertThat(writers.longestStall()).isLessThan(SECOND);
            schema.execute("DELETE FROM orders WHERE writer = -1");
            writers.requireNothingLost();
        }
    }

    /** NOWAIT alone would never find the table free. */
    @OnEachServer
    void readersThatLeaveNoGapAreQueuedForInShortSpans(TestSchema schema) throws SQLException {
        Shop shop = new Shop(schema);
        schema.execute("INSERT INTO orders (writer, seq) VALUES (-1, 1)");
        try (Readers readers = new Readers(schema, 12, "SELECT count(*), pg_sleep(0.02) FROM orders");
                Writers writers = new Writers(schema, 2)) {
            schema.execute("DELETE FROM orders WHERE writer = -1");
            requireSwaps(shop, readers, writers);
        }
    }

    private static void requireSwaps(Shop shop, Readers readers, Writers writers) throws SQLException {
        for (int round = 1; round <= 5; round++) {
            readers.awaitProgress();
            SwapOutcome outcome = shop.cutover(StepListener.NONE).attempt(shop.swap(Duration.ofSeconds(3)), shop);

            assertThat(outcome).as("round %s", round).isInstanceOf(Swapped.class);
            assertThat(((Swapped) outcome).blocked()).isLessThan(SECOND);
            writers.awaitProgress();
            shop.requireNothingWrittenToRetired();
            shop.turnRound();
        }
        readers.requireNoFailure();
        writers.requireNothingLost();
    }

    /** They hold the view, and come to the table then. */
    @OnEachServer
    void readersOfViewsLeaveRoom(TestSchema schema) throws SQLException {
        Shop shop = new Shop(schema);
        schema.execute(
                "INSERT INTO orders (writer, seq) VALUES (-1, 1)",
                "CREATE VIEW latest AS SELECT id, seq FROM orders WHERE seq > 0",
                "CREATE VIEW counted AS SELECT count(*) AS n FROM latest");
        try (Readers readers = new Readers(schema, 8, "SELECT n, pg_sleep(0.002) FROM counted");
                Writers writers = new Writers(schema, 2)) {
            schema.execute("DELETE FROM orders WHERE writer = -1");
            requireSwaps(shop, readers, writers);
        }
    }

    /** The owner of both tables, who is no superuser. */
    private static SessionOpener keeper(TestSchema schema) throws SQLException {
        String keeper = "keeper_" + schema.name();
        schema.execute(
                "CREATE ROLE " + keeper + " LOGIN",
                "GRANT CREATE ON SCHEMA public TO " + keeper,
                "ALTER TABLE orders OWNER TO " + keeper,
                "ALTER TABLE orders_osc_new OWNER TO " + keeper);
        String url = schema.jdbcUrl().replace("user=postgres", "user=" + keeper);
        return () -> DriverManager.getConnection(url);
    }

    /** Whose transactions are how old is told only to members of pg_read_all_stats. */
    @OnEachServer
    void roleThatSeesNobodysAgeQueuesToo(TestSchema schema) throws SQLException {
        Shop shop = new Shop(schema);
        Cutover cutover = shop.cutover(keeper(schema), StepListener.NONE);
        try (Readers readers = new Readers(schema, 12, "SELECT count(*), pg_sleep(0.02) FROM orders")) {
            assertThat(cutover.attempt(shop.swap(Duration.ofSeconds(3)), shop)).isInstanceOf(Swapped.class);
            readers.requireNoFailure();
        }
    }

    /** Its age is not told; that it was there before is. */
    @OnEachServer
    void roleThatSeesNobodysAgeWaitsForNoneThatStays(TestSchema schema) throws SQLException {
        Shop shop = new Shop(schema);
        Cutover cutover = shop.cutover(keeper(schema), StepListener.NONE);
        try (Connection idle = schema.connect();
                Writers writers = new Writers(schema, 2)) {
            idle.setAutoCommit(false);
            idle.createStatement().execute("SELECT FROM orders");
            SwapOutcome outcome = cutover.attempt(shop.swap(SECOND), shop);

            assertThat(outcome).isInstanceOf(NotSwapped.class);
            assertThat(((NotSwapped) outcome).reason()).contains("open for long");
            idle.rollback();
            writers.requireNothingLost();
        }
    }
}
