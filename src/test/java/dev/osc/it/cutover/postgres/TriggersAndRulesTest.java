// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.cutover.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.cutover.SwapOutcome.Swapped;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Triggers, rules, row security policies: the table's own, and other tables' that look into it. */
@ServersOf(Product.POSTGRESQL)
final class TriggersAndRulesTest {

    private static final String[] SHOP = {
        "CREATE TABLE orders (id bigserial PRIMARY KEY, customer int NOT NULL, total numeric, note text, plain int)",
        "CREATE TABLE log (what text)",
        "CREATE TABLE requests (id int, customer int)",
        "CREATE FUNCTION noted() RETURNS trigger LANGUAGE plpgsql AS $$"
                + " BEGIN INSERT INTO log VALUES (TG_NAME || ' ' || TG_TABLE_NAME || ' ' || TG_NARGS); RETURN NEW; END $$"
    };

    private static Twins twins(TestSchema schema, String... more) throws SQLException {
        Twins twins = new Twins(schema, SHOP);
        twins.swapped().execute(more);
        twins.altered().execute(more);
        return twins;
    }

    @OnEachServer
    void triggersKeepTimingStateAndComments(TestSchema schema) throws SQLException {
        try (Twins twins = twins(
                schema,
                "CREATE TRIGGER before_row BEFORE INSERT OR UPDATE OF customer, note OR DELETE ON orders"
                        + " FOR EACH ROW EXECUTE FUNCTION noted('a', 'it''s')",
                "CREATE TRIGGER \"after it\" AFTER UPDATE ON orders REFERENCING NEW TABLE AS fresh OLD TABLE AS stale"
                        + " FOR EACH STATEMENT EXECUTE FUNCTION noted()",
                "CREATE TRIGGER picky BEFORE UPDATE ON orders FOR EACH ROW"
                        + " WHEN (OLD.note IS DISTINCT FROM NEW.note AND NEW.customer > 3) EXECUTE FUNCTION noted()",
                "CREATE TRIGGER emptied AFTER TRUNCATE ON orders EXECUTE FUNCTION noted()",
                "CREATE CONSTRAINT TRIGGER late AFTER INSERT ON orders DEFERRABLE INITIALLY DEFERRED"
                        + " FOR EACH ROW EXECUTE FUNCTION noted()",
                "CREATE CONSTRAINT TRIGGER related AFTER INSERT ON orders FROM requests FOR EACH ROW EXECUTE FUNCTION noted()",
                "ALTER TABLE orders DISABLE TRIGGER picky",
                "ALTER TABLE orders ENABLE REPLICA TRIGGER emptied",
                "ALTER TABLE orders ENABLE ALWAYS TRIGGER \"after it\"",
                "COMMENT ON TRIGGER \"after it\" ON orders IS 'it''s {odd}; \\ '")) {
            twins.requireAlike("ALTER COLUMN total TYPE numeric(14,2)", "ADD COLUMN extra text", "DROP COLUMN plain");

            schema.execute("DELETE FROM log", "INSERT INTO orders (customer) VALUES (1)");
            assertThat(schema.rows("SELECT what FROM log ORDER BY 1"))
                    .containsExactly("before_row orders 2", "late orders 0", "related orders 0");
            schema.execute("DELETE FROM log", "INSERT INTO orders_osc_old (customer) VALUES (1)");
            assertThat(schema.rows("SELECT what FROM log"))
                    .as("the retired table's are quiet")
                    .isEmpty();
        }
    }

    @OnEachServer
    void renamedColumnsAreFollowedInColumnLists(TestSchema schema) throws SQLException {
        try (Twins twins = twins(
                schema,
                "CREATE TRIGGER listed BEFORE INSERT OR UPDATE OF note, customer ON orders FOR EACH ROW EXECUTE FUNCTION noted()")) {
            twins.alter(
                    "ALTER TABLE orders RENAME note TO \"Remark\"",
                    "ALTER TABLE orders ALTER total TYPE numeric(14,2)");
            new Succeeding(schema, "RENAME note TO \"Remark\"", "ALTER total TYPE numeric(14,2)").succeed();
            twins.requireAlike();
        }
    }

    @OnEachServer
    void rulesOfTheTableAndOfOthersThatNameIt(TestSchema schema) throws SQLException {
        try (Twins twins = twins(
                schema,
                "CREATE RULE no_delete AS ON DELETE TO orders WHERE OLD.total > 5 DO INSTEAD"
                        + " UPDATE orders SET note = 'kept' WHERE id = OLD.id",
                "CREATE RULE \"also log\" AS ON INSERT TO orders DO ALSO (INSERT INTO log VALUES ('a'); INSERT INTO log VALUES ('b'))",
                "CREATE RULE quiet AS ON UPDATE TO orders DO ALSO NOTIFY changed",
                "ALTER TABLE orders DISABLE RULE quiet",
                "ALTER TABLE orders ENABLE ALWAYS RULE \"also log\"",
                "COMMENT ON RULE no_delete ON orders IS 'keeps'",
                "CREATE RULE requested AS ON INSERT TO requests DO ALSO INSERT INTO orders (customer) VALUES (NEW.customer)",
                "ALTER TABLE requests ENABLE REPLICA RULE requested",
                "ALTER TABLE requests ENABLE ALWAYS RULE requested",
                "COMMENT ON RULE requested ON requests IS 'becomes an order'")) {
            twins.requireAlike("ADD COLUMN extra text DEFAULT clock_timestamp() > now()");

            schema.execute("INSERT INTO requests VALUES (1, 77)");
            assertThat(schema.rows("SELECT customer FROM orders")).containsExactly("77");
            assertThat(schema.rows("SELECT customer FROM orders_osc_old")).isEmpty();
        }
    }

    @OnEachServer
    void policiesOfTheTableAndOfOthersThatLookIntoIt(TestSchema schema) throws SQLException {
        String gina = "gina_" + schema.name();
        String hanna = "\"Hanna " + schema.name() + "\"";
        schema.execute("CREATE ROLE " + gina, "CREATE ROLE " + hanna);
        try (Twins twins = twins(
                schema,
                "ALTER TABLE orders ENABLE ROW LEVEL SECURITY",
                "ALTER TABLE orders FORCE ROW LEVEL SECURITY",
                "CREATE POLICY own ON orders USING (note = current_user) WITH CHECK (customer > 0)",
                "CREATE POLICY \"of both\" ON orders AS RESTRICTIVE FOR SELECT TO " + gina + ", " + hanna
                        + " USING (EXISTS (SELECT 1 FROM log l WHERE l.what = orders.note))",
                "CREATE POLICY ins ON orders FOR INSERT TO " + gina + " WITH CHECK (true)",
                "COMMENT ON POLICY own ON orders IS 'mine'",
                "ALTER TABLE requests ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY ordered ON requests FOR SELECT TO " + gina
                        + " USING (customer IN (SELECT o.customer FROM orders o WHERE o.total > 1))",
                "COMMENT ON POLICY ordered ON requests IS 'only those with orders'",
                "GRANT SELECT ON orders, requests, log TO " + gina,
                "INSERT INTO log VALUES ('" + gina + "')",
                "INSERT INTO requests VALUES (1, 1), (2, 2)",
                "INSERT INTO orders (customer, total, note) VALUES (1, 9, '" + gina + "'), (2, 9, 'someone')")) {
            twins.requireAlike("ADD COLUMN extra text", "ALTER COLUMN plain TYPE bigint");

            assertThat(seenBy(gina, schema, "orders")).containsExactly("1");
            assertThat(seenBy(gina, schema, "orders_osc_old"))
                    .as("the retired table goes on to be protected")
                    .containsExactly("1");
            assertThat(seenBy(gina, schema, "requests")).containsExactly("1");
        }
    }

    private static List<String> seenBy(String role, TestSchema schema, String table) throws SQLException {
        try (var session = schema.connect();
                var statement = session.createStatement()) {
            statement.execute("GRANT SELECT ON " + table + " TO " + role);
            statement.execute("SET ROLE " + role);
            var seen = new ArrayList<String>();
            try (var rows = statement.executeQuery("SELECT customer FROM " + table)) {
                while (rows.next()) {
                    seen.add(rows.getString(1));
                }
            }
            return seen;
        }
    }

    /** A rollback swaps back: what the retired table once had must not stand in its own way. */
    @OnEachServer
    void swapsBackToWhatItWas(TestSchema schema) throws SQLException {
        try (Twins twins = twins(
                schema,
                "CREATE TRIGGER t BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION noted()",
                "CREATE RULE r AS ON UPDATE TO orders DO ALSO NOTIFY changed",
                "ALTER TABLE orders ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY p ON orders USING (true)",
                "ALTER TABLE requests ADD PRIMARY KEY (id)",
                "ALTER TABLE orders ADD FOREIGN KEY (customer) REFERENCES requests",
                "INSERT INTO requests VALUES (5, 5)",
                "INSERT INTO orders (customer, note) VALUES (5, 'n')",
                "CREATE VIEW v AS SELECT note FROM orders")) {
            Succeeding there = new Succeeding(schema, "ADD COLUMN extra text");
            there.succeed();
            schema.execute(
                    "ALTER TABLE orders_osc_old RENAME TO orders_osc_new",
                    "ALTER INDEX orders_pkey_osc_old RENAME TO orders_pkey_osc_new");

            assertThat(there.back().attempt()).isInstanceOf(Swapped.class);
            there.finish();

            twins.requireAlike();
        }
    }
}
