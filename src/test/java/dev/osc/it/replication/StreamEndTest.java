// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.TestSchema;
import dev.osc.replication.Change;
import dev.osc.replication.ChangeStream;
import dev.osc.replication.Position;
import dev.osc.replication.StreamException;
import dev.osc.schema.Column;
import dev.osc.schema.KeyKind;
import dev.osc.schema.KeyShape;
import dev.osc.schema.KeyTuple;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** What ends a stream, and what must not: definition changes, writes that are not logged as rows (traps 17, 31, 38). */
final class StreamEndTest {

    private static final String TABLE = "CREATE TABLE orders (id INT PRIMARY KEY, v INT, KEY v (v))";

    @OnEachServer(everywhere = true)
    void endsAtAChangeOfTheTable(TestSchema schema) throws SQLException, InterruptedException {
        String[] changes = {
            "ALTER TABLE orders ADD COLUMN x INT",
            "ALTER TABLE orders ENGINE = InnoDB",
            "/* tool */ alter table `orders` MODIFY v BIGINT",
            "ALTER TABLE " + schema.name() + ".orders RENAME TO elsewhere",
            "TRUNCATE TABLE orders",
            "TRUNCATE orders",
            "DROP TABLE IF EXISTS nothing, orders",
            "RENAME TABLE orders TO elsewhere",
            "CREATE INDEX w ON orders (v, id)",
            "CREATE UNIQUE INDEX w ON orders (v, id)",
            "DROP INDEX v ON orders",
            "DROP DATABASE " + schema.name(),
        };
        for (String change : changes) {
            schema.execute("DROP TABLE IF EXISTS orders, elsewhere", TABLE);
            Position start = Watch.source(schema, "orders", Watch.shape(schema, "orders"), Watch.settings())
                    .end();
            try (Watch watch = Watch.from(schema, "orders", start, Watch.settings())) {
                schema.execute("INSERT INTO orders VALUES (1, 1)", change);
                // what came before is told before
                Change first = watch.stream().poll(Duration.ofSeconds(10));
                while (first instanceof Change.Progress) {
                    first = watch.stream().poll(Duration.ofSeconds(10));
                }
                assertThat(first).as(change).isInstanceOf(Change.Rows.class);
                assertThatThrownBy(watch::drain)
                        .as(change)
                        .isInstanceOf(StreamException.TableChanged.class)
                        .hasMessageContaining(schema.name() + ".orders");
            }
            if (change.startsWith("DROP DATABASE")) {
                return;
            }
        }
    }

    @OnEachServer(everywhere = true)
    void passesWhatIsHarmless(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(TABLE, "CREATE TABLE other (id INT PRIMARY KEY, orders INT)");
        String[] harmless = {
            "CREATE TABLE orders_osc_new LIKE orders",
            "ALTER TABLE orders_osc_new ADD COLUMN orders INT",
            "CREATE TABLE IF NOT EXISTS orders (id INT)",
            "CREATE TABLE copied AS SELECT * FROM orders",
            "CREATE VIEW shown AS SELECT * FROM orders",
            "ANALYZE TABLE orders",
            "OPTIMIZE TABLE orders",
            "CREATE TEMPORARY TABLE scratch LIKE orders",
            "ALTER TABLE other DROP COLUMN orders",
            "ALTER TABLE other ADD COLUMN n INT COMMENT 'ALTER TABLE orders'",
            "RENAME TABLE other TO other2, copied TO orders_osc_old",
            "DROP TABLE orders_osc_new, orders_osc_old",
            "TRUNCATE TABLE other2",
            "CREATE TRIGGER own BEFORE UPDATE ON orders FOR EACH ROW SET NEW.v = 1",
            "DROP TRIGGER own",
            "CREATE TRIGGER tr AFTER INSERT ON other2 FOR EACH ROW INSERT INTO orders VALUES (NEW.id, 1)",
            "INSERT INTO other2 (id) VALUES (7)",
            "DROP VIEW shown",
            "FLUSH TABLES orders",
            "SET SESSION binlog_format = 'STATEMENT'",
            "INSERT INTO other2 (id) SELECT id + 100 FROM orders",
        };
        try (Watch watch = Watch.fromEnd(schema, "orders")) {
            schema.execute("DROP TRIGGER IF EXISTS tr");
            schema.execute(Arrays.copyOf(harmless, harmless.length - 2));
            schema.execute("DROP TRIGGER tr", harmless[harmless.length - 2], harmless[harmless.length - 1]);
            assertThat(watch.drain().keys()).containsExactly(KeyTuple.ofLong(7));
        }
    }

    @OnEachServer(everywhere = true)
    void endsAtAWriteInStatementFormat(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(TABLE, "CREATE TABLE other (id INT PRIMARY KEY)", "INSERT INTO orders VALUES (1, 1)");
        String[] writes = {
            "INSERT INTO orders VALUES (2, 2)",
            "REPLACE `orders` SET id = 3",
            "UPDATE orders SET v = 5",
            "UPDATE other JOIN orders ON orders.id = other.id SET orders.v = 1",
            "DELETE FROM orders WHERE id = 2",
            "DELETE orders FROM orders JOIN other USING (id)",
            "/*!50001 UPDATE */ " + schema.name() + ".orders SET v = 6",
        };
        for (String write : writes) {
            try (Watch watch = Watch.fromEnd(schema, "orders")) {
                schema.execute("SET SESSION binlog_format = 'STATEMENT'", write);
                assertThatThrownBy(watch::drain)
                        .as(write)
                        .isInstanceOf(StreamException.Unreadable.class)
                        .hasMessageContaining(schema.name() + ".orders")
                        .hasMessageContaining("binlog_format=ROW");
            }
        }
    }

    /** Even if no statement told of it, as with a change behind another server: the columns in the log are compared. */
    @OnEachServer(everywhere = true)
    void endsWhereTheLogsColumnsAreNotTheCataloguesOnes(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(TABLE);
        var shape = Watch.shape(schema, "orders");
        var source = Watch.source(schema, "orders", shape, Watch.settings());
        schema.execute("ALTER TABLE orders ADD COLUMN f VARCHAR(10) FIRST");
        try (var stream = source.open(source.end())) {
            schema.execute("INSERT INTO orders VALUES ('f', 1, 1)");
            assertThatThrownBy(() -> pollUntil(source.end(), stream)).isInstanceOf(StreamException.TableChanged.class);
        }
    }

    private static void pollUntil(Position marker, ChangeStream stream) throws InterruptedException {
        Change change;
        do {
            change = stream.poll(Duration.ofSeconds(10));
        } while (change != null
                && !(change instanceof Change.Progress progress
                        && progress.end().compareTo(marker) >= 0));
    }

    /** A key that the server does not log under MINIMAL is an error, never a guess. */
    @OnEachServer(everywhere = true)
    void endsWhereTheLogLacksTheKey(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute("CREATE TABLE orders (p INT PRIMARY KEY, a INT NOT NULL DEFAULT 3, v INT, UNIQUE KEY (a))");
        var read = Watch.shape(schema, "orders");
        var unique = new KeyShape(
                "a",
                List.of(new KeyShape.Part(
                        new Column("a", 2, read.parts().getFirst().column().type(), false, false, false),
                        "a",
                        KeyKind.SIGNED,
                        false)));
        String[] changes = {"INSERT INTO orders (p, v) VALUES (1, 1)", "UPDATE orders SET v = v + 1"};
        for (String change : changes) {
            var source = Watch.source(schema, "orders", unique, Watch.settings());
            try (var stream = source.open(source.end())) {
                schema.execute("SET SESSION binlog_row_image = MINIMAL", change);
                assertThatThrownBy(() -> pollUntil(source.end(), stream))
                        .as(change)
                        .isInstanceOf(StreamException.Unreadable.class)
                        .hasMessageContaining("binlog_row_image")
                        .hasMessageContaining("key column a");
            }
        }
    }
}
