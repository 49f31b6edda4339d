// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.config.Reverse;
import dev.osc.config.RunSettings;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.ServerFilter;
import dev.osc.it.servers.TestSchema;
import dev.osc.run.Report;
import dev.osc.run.Watcher.Phase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** {@code --foreign-keys=rebuild} through a whole run, and back. */
final class ForeignKeysRunTest {

    private static final RunSettings SETTINGS = Settings.SMALL
            .rebuildingForeignKeys()
            .reverse(new Reverse(Duration.ofHours(1), List.of(), Duration.ofMinutes(5), Reverse.Retired.KEEP))
            .get();

    private static final String KEYS = """
            SELECT TABLE_NAME, CONSTRAINT_NAME, COLUMN_NAME, REFERENCED_TABLE_NAME, REFERENCED_COLUMN_NAME
              FROM information_schema.KEY_COLUMN_USAGE
             WHERE TABLE_SCHEMA = DATABASE() AND REFERENCED_TABLE_NAME IS NOT NULL ORDER BY 1, 2""";

    private static final String INDEXES = """
            SELECT INDEX_NAME, COLUMN_NAME FROM information_schema.STATISTICS
             WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'orders' ORDER BY 1, SEQ_IN_INDEX""";

    private static boolean hasChildren(TestSchema schema) {
        return ServerFilter.of("mysql>=8.0.13").takes(schema.server().name());
    }

    /** The index of the first key is one that the server has made for it. */
    private static void fill(TestSchema schema) throws SQLException {
        schema.execute(
                "CREATE TABLE house (id INT NOT NULL PRIMARY KEY)",
                "INSERT INTO house VALUES (1), (2), (3)",
                "CREATE TABLE orders (id INT NOT NULL PRIMARY KEY, h INT, up INT, KEY (up), FOREIGN KEY (h) REFERENCES house (id),"
                        + " CONSTRAINT above FOREIGN KEY (up) REFERENCES orders (id))",
                "INSERT INTO orders VALUES (1, 1, NULL), (2, 2, 1), (3, NULL, 2)");
        for (int i = 4; i <= 1024; i *= 2) {
            schema.execute("INSERT INTO orders SELECT id + " + (i - 1) + ", h, id FROM orders");
        }
        if (hasChildren(schema)) {
            schema.execute(
                    "CREATE TABLE kid (id INT NOT NULL PRIMARY KEY, o INT, FOREIGN KEY (o) REFERENCES orders (id))",
                    "INSERT INTO kid SELECT id, id FROM orders WHERE id < 10");
        }
    }

    @OnEachServer
    void forthAndBack(TestSchema schema) throws SQLException, InterruptedException {
        fill(schema);
        List<String> keys = schema.rows(KEYS);
        List<String> indexes = schema.rows(INDEXES);
        Osc osc = new Osc(schema, "orders", "CHANGE h home INT, ADD COLUMN note VARCHAR(20)")
                .with(SETTINGS)
                .start();
        osc.await(Phase.REVERSE);

        assertThat(schema.rows(KEYS))
                .isEqualTo(
                        keys.stream().map(key -> key.replace("|h|", "|home|")).toList());
        assertThat(schema.rows(INDEXES))
                .isEqualTo(indexes.stream()
                        .map(index -> index.equals("h|h") ? "h|home" : index)
                        .toList());
        schema.execute(
                "INSERT INTO orders (id, home, up) VALUES (-1, 3, 1), (-2, 3, -1)",
                "DELETE FROM orders WHERE home = 2 AND id NOT IN (SELECT * FROM (SELECT up FROM orders WHERE up > 0) x)"
                        + (hasChildren(schema) ? " AND id NOT IN (SELECT o FROM kid)" : ""));
        List<String> rows = schema.rows("SELECT id, home, up FROM orders ORDER BY id");

        assertThat(osc.another().rollback()).isInstanceOf(Report.Undone.class);
        assertThat(osc.await()).isInstanceOf(Report.Undone.class);
        assertThat(schema.rows(KEYS)).isEqualTo(keys);
        assertThat(schema.rows("SELECT id, h, up FROM orders ORDER BY id")).isEqualTo(rows);
        schema.execute("DELETE FROM orders WHERE id = -2", "UPDATE orders SET h = NULL", "DELETE FROM house");
    }

    /** Cascades are rows in its log, and come over like others. */
    @OnEachServer(only = "mysql-9.7")
    void whatCascadesChangeIsFollowed(TestSchema schema) throws SQLException, InterruptedException {
        fill(schema);
        schema.execute(
                "DROP TABLE kid",
                "ALTER TABLE orders DROP FOREIGN KEY above, DROP FOREIGN KEY orders_ibfk_1",
                "ALTER TABLE orders ADD FOREIGN KEY (h) REFERENCES house (id) ON DELETE CASCADE ON UPDATE SET NULL");
        Osc osc = new Osc(schema, "orders", "ADD COLUMN note VARCHAR(20)")
                .with(SETTINGS)
                .at(Phase.VERIFY, () -> schema.execute("DELETE FROM house WHERE id = 1"))
                .start();
        osc.await(Phase.REVERSE);
        assertThat(schema.rows("SELECT COUNT(*) FROM orders WHERE h = 1")).containsExactly("0");
        assertThat(schema.rows("SELECT COUNT(*) FROM orders WHERE h = 2")).doesNotContain("0");
        schema.execute("UPDATE house SET id = 7 WHERE id = 2");

        assertThat(osc.another().rollback()).isInstanceOf(Report.Undone.class);
        osc.await();
        assertThat(schema.rows("SELECT COUNT(*), COUNT(h) FROM orders"))
                .doesNotContain("0|0")
                .element(0)
                .asString()
                .endsWith("|0");
    }

    /** Where its rename is another session's, a child's key would go with the retired table unseen. */
    @OnEachServer(everywhere = true)
    void aChildMadeMeanwhileEndsTheRun(TestSchema schema) throws SQLException, InterruptedException {
        fill(schema);
        List<String> keys = schema.rows(KEYS);
        Osc osc = new Osc(schema, "orders", "ADD COLUMN note VARCHAR(20)")
                .with(SETTINGS)
                .at(
                        Phase.COPY,
                        () -> schema.execute(
                                "CREATE TABLE late (o INT, CONSTRAINT late_o FOREIGN KEY (o) REFERENCES orders (id))"));

        assertThat(osc.fails()).hasMessageContaining("CREATE TABLE of " + schema.name() + ".orders by someone else");

        assertThat(schema.rows(KEYS)).containsAll(keys).contains("late|late_o|o|orders|id");
        assertThat(schema.rows("SHOW COLUMNS FROM orders LIKE 'note'")).isEmpty();
    }
}
