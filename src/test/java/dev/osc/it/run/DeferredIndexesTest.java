// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.TestSchema;
import dev.osc.run.Watcher;
import java.sql.SQLException;

/** Indexes that are left off for the copy come back as the server's own ALTER would have left them. */
final class DeferredIndexesTest {

    private static final String COLUMNS =
            "id INT PRIMARY KEY, n INT NOT NULL, a INT, b VARCHAR(60), c VARCHAR(60), g POINT NULL, UNIQUE KEY u (a, id), ";

    private static void changesLikeTheServer(TestSchema schema, String keys, String alter)
            throws SQLException, InterruptedException {
        try (schema) {
            for (String table : new String[] {"orders", "twin"}) {
                schema.execute(
                        "CREATE TABLE " + table + " (" + COLUMNS + keys + ")",
                        "INSERT INTO " + table + " (id, n, a, b, c) VALUES (1, 1, 1, 'x', 'y'), (2, 2, 2, 'y', NULL)");
            }

            new Osc(schema, "orders", alter).run();
            schema.execute("ALTER TABLE twin " + alter);

            assertThat(definition(schema, "orders")).isEqualTo(definition(schema, "twin"));
        }
    }

    private static String definition(TestSchema schema, String table) throws SQLException {
        return schema.rows("SHOW CREATE TABLE " + table).getFirst().replace(table, "t");
    }

    @OnEachServer
    void plainKeysOfEveryKind(TestSchema schema) throws SQLException, InterruptedException {
        changesLikeTheServer(
                schema,
                "KEY `by``b, (q)` (b) COMMENT 'it''s, KEY \\\\ `x` (a),', KEY p (b(7), c), FULLTEXT KEY f (c),"
                        + " KEY `KEY` (a) USING BTREE, KEY d (a, b)",
                "ADD KEY by_c (c), DROP KEY d, MODIFY a BIGINT");
    }

    /** Java ends lines where the server does not. */
    @OnEachServer
    void lineEndsInNamesAndComments(TestSchema schema) throws SQLException, InterruptedException {
        changesLikeTheServer(
                schema,
                "`line\nend` INT, KEY k (a) COMMENT 'x\u2028y\u0085', KEY m (`line\nend`, b), KEY o (c)",
                "MODIFY b VARCHAR(70) COMMENT 'see\u2028  KEY `nn` (`a`)'");
    }

    @OnEachServer
    void keysOfTheCounter(TestSchema schema) throws SQLException, InterruptedException {
        changesLikeTheServer(
                schema, "KEY x (a), KEY y (n), KEY z (b)", "MODIFY n INT NOT NULL AUTO_INCREMENT, ADD COLUMN e INT");
    }

    @OnEachServer(only = "mysql-8.0.15")
    void functionalKeys(TestSchema schema) throws SQLException, InterruptedException {
        changesLikeTheServer(
                schema, "KEY x (a), KEY f ((a + 1)), KEY z (b DESC) INVISIBLE", "MODIFY a BIGINT, ADD KEY w (c)");
    }

    /** Nothing is written to the shadow while they are built: what changes then is replayed afterwards. */
    @OnEachServer
    void changesDuringTheBuild(TestSchema schema) throws SQLException, InterruptedException {
        try (schema) {
            schema.execute("CREATE TABLE orders (id INT PRIMARY KEY, a INT, KEY k (a))");
            schema.execute("INSERT INTO orders VALUES (1, 1), (2, 2), (3, 3)");
            new Osc(schema, "orders", "MODIFY a BIGINT")
                    .at(
                            Watcher.Phase.INDEXES,
                            () -> schema.execute(
                                    "UPDATE orders SET a = 10 WHERE id = 1",
                                    "DELETE FROM orders WHERE id = 2",
                                    "INSERT INTO orders VALUES (4, 4)"))
                    .run();

            assertThat(schema.rows("SELECT id, a FROM orders FORCE INDEX (k) ORDER BY a"))
                    .containsExactly("3|3", "4|4", "1|10");
        }
    }
}
