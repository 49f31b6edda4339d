// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.replication.postgres;

import static dev.osc.it.replication.postgres.Watch.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import dev.osc.replication.Change;
import dev.osc.replication.StreamException;
import java.sql.SQLException;
import java.util.List;

/** What ends a stream: never silently, and not before what came ahead of it. */
@ServersOf(Product.POSTGRESQL)
final class StreamEndTest {

    private static final String TABLE =
            "CREATE TABLE orders (id int PRIMARY KEY, v int, w text NOT NULL DEFAULT 'w', UNIQUE (v))";

    /** By the log itself, as soon as a row follows. */
    @OnEachServer
    void endsWhereTheDefinitionChanged(TestSchema schema) throws SQLException, InterruptedException {
        String[] changes = {
            "ALTER TABLE orders ADD COLUMN n int",
            "ALTER TABLE orders DROP COLUMN v",
            "ALTER TABLE orders RENAME COLUMN v TO v2",
            "ALTER TABLE orders ALTER COLUMN v TYPE bigint",
            "ALTER TABLE orders ALTER COLUMN v SET NOT NULL",
            "ALTER TABLE orders ALTER COLUMN w TYPE varchar(5)",
            "ALTER TABLE orders ADD COLUMN g int GENERATED ALWAYS AS (id) STORED",
            "ALTER TABLE orders REPLICA IDENTITY FULL",
            "TRUNCATE orders",
        };
        for (String change : changes) {
            schema.execute("DROP TABLE IF EXISTS orders, elsewhere", TABLE);
            try (Watch watch = Watch.start(schema, "orders")) {
                schema.execute("INSERT INTO orders VALUES (1, 1)");
                assertThat(watch.next()).as(change).isInstanceOf(Change.Rows.class);
                schema.execute(
                        change,
                        change.endsWith("SET NOT NULL")
                                ? "INSERT INTO orders (id, v) VALUES (3, 3)"
                                : "INSERT INTO orders (id) VALUES (3)");
                assertThatThrownBy(() -> pollUntilEnd(watch))
                        .as(change)
                        .isInstanceOf(StreamException.TableChanged.class)
                        .hasMessageContaining("public.orders");
            }
        }
    }

    /** Polls without asking for markers, which would notice a change by themselves. */
    private static void pollUntilEnd(Watch watch) throws InterruptedException {
        for (int empty = 0; empty < 10; ) {
            empty += watch.stream().poll(java.time.Duration.ofSeconds(1)) == null ? 1 : 0;
        }
    }

    /** The marker of a cut-over sees what no row has shown. */
    @OnEachServer
    void theMarkerSeesWhatTheLogDoesNotShow(TestSchema schema) throws SQLException, InterruptedException {
        String[] changes = {
            "ALTER TABLE orders ADD COLUMN n int",
            "ALTER TABLE orders ALTER COLUMN v SET DEFAULT 5",
            "ALTER TABLE orders ADD CHECK (v > 0)",
            "CREATE INDEX ON orders (w)",
            "ALTER TABLE orders RENAME TO elsewhere",
            "DROP TABLE orders",
            "BEGIN; DROP TABLE orders; " + TABLE + "; COMMIT",
            "DROP PUBLICATION %p",
            "BEGIN; ALTER PUBLICATION %p DROP TABLE orders; ALTER PUBLICATION %p ADD TABLE ONLY orders; COMMIT",
            "ALTER PUBLICATION %p SET (publish = 'insert')",
        };
        for (String change : changes) {
            schema.execute("DROP TABLE IF EXISTS orders, elsewhere", TABLE);
            try (Watch watch = Watch.start(schema, "orders")) {
                watch.source().end();
                schema.execute(change.replace("%p", watch.slot()));
                assertThatThrownBy(watch.source()::end)
                        .as(change)
                        .isInstanceOf(StreamException.TableChanged.class)
                        .hasMessageContaining("public.orders");
            }
        }
    }

    @OnEachServer
    void passesWhatIsHarmless(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(TABLE, "CREATE TABLE other (id int PRIMARY KEY)");
        String[] harmless = {
            "ANALYZE orders",
            "VACUUM orders",
            "VACUUM FULL orders",
            "REINDEX TABLE orders",
            "REINDEX TABLE CONCURRENTLY orders",
            "CREATE TABLE orders_osc_new (LIKE orders INCLUDING ALL)",
            "CREATE TRIGGER t BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
            "DROP TRIGGER t ON orders",
            "GRANT SELECT ON orders TO PUBLIC",
            "COMMENT ON TABLE orders IS 'x'",
            "ALTER TABLE orders SET (fillfactor = 80)",
            "ALTER TABLE other ADD COLUMN n int",
            "TRUNCATE other",
            "CREATE VIEW v AS SELECT * FROM orders",
            "CREATE PUBLICATION theirs FOR TABLE orders",
            "DROP PUBLICATION theirs",
        };
        try (Watch watch = Watch.start(schema, "orders")) {
            for (int i = 0; i < harmless.length; i++) {
                schema.execute(harmless[i], "INSERT INTO orders (id) VALUES (" + i + ")");
                assertThat(watch.drain().keys()).as(harmless[i]).containsExactly(key(i));
            }
        }
    }

    @OnEachServer
    void endsWhenTheSlotIsDropped(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(TABLE);
        try (Watch watch = Watch.start(schema, "orders")) {
            schema.execute(
                    "SELECT pg_terminate_backend(active_pid, 5000), pg_drop_replication_slot(slot_name)"
                            + " FROM pg_replication_slots WHERE slot_name = '" + watch.slot() + "'",
                    "INSERT INTO orders (id) VALUES (1)");
            assertThatThrownBy(() -> pollUntilEnd(watch))
                    .isInstanceOf(StreamException.PositionLost.class)
                    .hasMessageContaining(watch.slot());
        }
    }

    /** Before 18 the server says so; 18 goes on without a word, and the marker finds out. */
    @OnEachServer
    void endsWhenThePublicationIsDropped(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(TABLE);
        try (Watch watch = Watch.start(schema, "orders")) {
            schema.execute("INSERT INTO orders (id) VALUES (1)");
            assertThat(watch.drain().keys()).containsExactly(key(1));
            schema.execute("DROP PUBLICATION " + watch.slot(), "INSERT INTO orders (id) VALUES (2)");
            assertThatThrownBy(watch::drain).isInstanceOf(StreamException.class);
            if (!schema.rows("SELECT current_setting('server_version_num')::int >= 180000")
                    .contains("t")) {
                assertThatThrownBy(() -> pollUntilEnd(watch)).isInstanceOf(StreamException.PositionLost.class);
            }
        }
    }

    @OnEachServer(options = {"max_slot_wal_keep_size=1MB"})
    void endsWhenTheServerGivesUpTheSlot(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(TABLE, "CREATE TABLE filler (t text)");
        try (Watch watch = Watch.start(schema, "orders");
                var session = schema.connect()) {
            long before = watch.source().retained(session).orElseThrow();
            schema.execute("INSERT INTO filler SELECT repeat('x', 1000) FROM generate_series(1, 500)");
            assertThat(watch.source().retained(session).orElseThrow()).isGreaterThan(before + 100_000);
            watch.abandon();
            for (int segment = 0; segment < 4; segment++) {
                schema.execute("INSERT INTO filler VALUES ('x')", "SELECT pg_switch_wal()");
            }
            schema.execute("CHECKPOINT");
            assertThatThrownBy(() -> watch.source().retained(session))
                    .isInstanceOf(StreamException.PositionLost.class)
                    .hasMessageContaining("max_slot_wal_keep_size (1MB)");
            assertThatThrownBy(() -> watch.source().open(watch.started()))
                    .isInstanceOf(StreamException.PositionLost.class)
                    .hasMessageContaining("max_slot_wal_keep_size (1MB)");
        }
    }

    /** What the slot no longer holds is not skipped. */
    @OnEachServer
    void refusesAPositionThatWasAcknowledged(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(TABLE);
        try (Watch watch = Watch.start(schema, "orders")) {
            schema.execute("INSERT INTO orders (id) VALUES (1)");
            var end = watch.drain().end();
            watch.stream().acknowledge(end);
            Until.isTrue(
                    schema,
                    "SELECT confirmed_flush_lsn >= '" + end.text() + "' FROM pg_replication_slots WHERE slot_name = '"
                            + watch.slot() + "'");
            watch.abandon();
            assertThatThrownBy(() -> watch.source().open(watch.started()))
                    .isInstanceOf(StreamException.PositionLost.class)
                    .hasMessageContaining(watch.started().text());
            try (var stream = watch.source().open(end)) {
                schema.execute("INSERT INTO orders (id) VALUES (2)");
                assertThat(Drained.keys(watch.source(), stream)).isEqualTo(List.of(key(2)));
            }
        }
    }
}
