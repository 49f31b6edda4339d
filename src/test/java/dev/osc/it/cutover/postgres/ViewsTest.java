// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.cutover.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.cutover.SwapOutcome.Refused;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Views on the table, and views on those: replaced where the columns stay of their types, else created anew with all they had. */
@ServersOf(Product.POSTGRESQL)
final class ViewsTest {

    private static final String[] SHOP = {
        "CREATE TABLE orders (id int PRIMARY KEY, customer int NOT NULL, total numeric, note text, gone int)",
        "CREATE TABLE customers (id int PRIMARY KEY, name text)",
        "INSERT INTO orders SELECT i, i, i * 1.5, 'n' || i FROM generate_series(1, 9) i",
        "CREATE FUNCTION noted() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
        "CREATE SCHEMA reports"
    };

    private static Twins twins(TestSchema schema, String... more) throws SQLException {
        Twins twins = new Twins(schema, SHOP);
        twins.swapped().execute(more);
        twins.altered().execute(more);
        return twins;
    }

    private static String[] views(String ida, String jana) {
        return new String[] {
            "CREATE VIEW big WITH (security_barrier) AS SELECT id, total AS sum, note FROM orders WHERE total > 3 WITH LOCAL CHECK OPTION",
            "CREATE VIEW reports.\"By customer\" (\"Who\", sum) AS SELECT c.name, sum(o.total) FROM orders o JOIN customers c"
                    + " ON c.id = o.customer GROUP BY c.id",
            "CREATE VIEW reports.whole AS SELECT b.*, '{fn now()}' AS odd, E'a\\\\b' AS \"{\" FROM big b",
            "CREATE VIEW ends AS SELECT w.id, w.sum FROM reports.whole w JOIN orders o ON o.id = w.id GROUP BY o.id, w.id, w.sum",
            "CREATE VIEW apart AS SELECT name FROM customers",
            "ALTER VIEW big OWNER TO " + ida,
            "GRANT SELECT ON orders TO " + ida,
            "ALTER VIEW big ALTER COLUMN note SET DEFAULT 'from view'",
            "GRANT SELECT, INSERT ON big TO " + jana + " WITH GRANT OPTION",
            "GRANT UPDATE (note) ON big TO PUBLIC",
            "GRANT SELECT ON reports.whole TO " + jana,
            "COMMENT ON VIEW big IS 'large'",
            "COMMENT ON COLUMN big.sum IS 'in all'",
            "CREATE TRIGGER instead INSTEAD OF INSERT ON reports.whole FOR EACH ROW EXECUTE FUNCTION noted()",
            "COMMENT ON TRIGGER instead ON reports.whole IS 'none'",
            "CREATE RULE away AS ON DELETE TO reports.whole DO INSTEAD NOTHING",
            "COMMENT ON RULE away ON reports.whole IS 'never'",
            "ALTER TABLE customers ENABLE ROW LEVEL SECURITY",
            "CREATE POLICY seen ON customers USING (id IN (SELECT b.id FROM big b))",
            "CREATE RULE passed AS ON UPDATE TO customers DO ALSO UPDATE big SET note = NEW.name WHERE big.id = NEW.id",
            "ALTER DEFAULT PRIVILEGES GRANT TRUNCATE ON TABLES TO " + jana
        };
    }

    @OnEachServer
    void areReplacedWhereTheirColumnsStay(TestSchema schema) throws SQLException {
        String[] roles = roles(schema);
        try (Twins twins = twins(schema, views(roles[0], roles[1]))) {
            List<String> before = schema.rows("SELECT oid FROM pg_class WHERE relkind = 'v' AND relname = 'big'");
            schema.execute("CREATE FUNCTION on_view(big) RETURNS int LANGUAGE sql AS 'SELECT 1'");
            twins.altered().execute("CREATE FUNCTION on_view(big) RETURNS int LANGUAGE sql AS 'SELECT 1'");

            twins.requireAlike("ADD COLUMN extra text", "DROP COLUMN gone", "ALTER customer SET DEFAULT 5");

            assertThat(schema.rows("SELECT oid FROM pg_class WHERE relkind = 'v' AND relname = 'big'"))
                    .isEqualTo(before);
            schema.execute("DROP TABLE orders_osc_old");
        }
    }

    /** The server refuses to alter the type of a column that a view uses; so the twin's are dropped and created by hand. */
    @OnEachServer
    void areCreatedAnewWhereATypeChanges(TestSchema schema) throws SQLException {
        String[] roles = roles(schema);
        String[] views = views(roles[0], roles[1]);
        try (Twins twins = twins(schema, "SELECT 1")) {
            schema.execute(views);
            twins.alter("ALTER TABLE orders ALTER total TYPE numeric(14,2), ALTER id TYPE bigint");
            twins.alter(views);

            new Succeeding(schema, "ALTER total TYPE numeric(14,2)", "ALTER id TYPE bigint").succeed();

            twins.requireAlike();
            schema.execute("DROP TABLE orders_osc_old");
            assertThat(schema.rows("SELECT count(*), max(sum) FROM reports.whole"))
                    .containsExactly("7|13.50");
        }
    }

    private static String[] roles(TestSchema schema) throws SQLException {
        String[] roles = {"ida_" + schema.name(), "\"Jana " + schema.name() + "\""};
        schema.execute("CREATE ROLE " + roles[0], "CREATE ROLE " + roles[1]);
        return roles;
    }

    /** Such a view's column is of the table's row type, which is another now. */
    @OnEachServer
    void wholeRowsAreOfTheNewType(TestSchema schema) throws SQLException {
        try (Twins twins = twins(
                schema,
                "CREATE VIEW rows AS SELECT o AS whole, o.id FROM orders o",
                "CREATE VIEW texts AS SELECT o::text AS line, row_to_json(o) AS json FROM orders o",
                "CREATE VIEW upon AS SELECT (r.whole).note FROM rows r")) {
            twins.requireAlike("ADD COLUMN extra text DEFAULT 'x'");
            assertThat(schema.rows("SELECT line FROM texts LIMIT 1"))
                    .isEqualTo(twins.altered().rows("SELECT line FROM texts LIMIT 1"));
            schema.execute("DROP TABLE orders_osc_old");
        }
    }

    @OnEachServer(only = {"postgresql-16", "postgresql-18"})
    void optionsOfLaterServersAreKept(TestSchema schema) throws SQLException {
        try (Twins twins = twins(
                schema,
                "CREATE VIEW mine WITH (security_invoker = true, check_option = cascaded) AS SELECT id FROM orders")) {
            twins.requireAlike("ADD COLUMN extra text");
        }
    }

    @OnEachServer
    void materializedViewIsRefusedAndSoIsADroppedColumn(TestSchema schema) throws SQLException {
        schema.execute(SHOP);
        schema.execute(
                "CREATE MATERIALIZED VIEW filled AS SELECT note FROM orders",
                "CREATE VIEW using_it AS SELECT gone FROM orders",
                "CREATE VIEW base AS SELECT total FROM orders",
                "CREATE MATERIALIZED VIEW upon AS SELECT * FROM base");
        Succeeding succeeding = new Succeeding(schema, "DROP COLUMN gone");

        assertThat(succeeding.estate().hindrances())
                .extracting(hindrance -> hindrance.kind() + " " + hindrance.name())
                .as("a replaced view's is no concern")
                .containsExactlyInAnyOrder("materialized view public.filled", "view public.using_it");
        assertThat(succeeding.attempt()).isInstanceOf(Refused.class);

        schema.execute("DROP MATERIALIZED VIEW filled", "DROP VIEW using_it");
        succeeding.succeed();
        schema.execute("REFRESH MATERIALIZED VIEW upon", "DROP TABLE orders_osc_old");
    }

    @OnEachServer
    void temporaryViewOfAnotherSessionIsNamed(TestSchema schema) throws SQLException {
        schema.execute(SHOP);
        try (Connection session = schema.connect();
                Statement statement = session.createStatement()) {
            statement.execute("CREATE TEMP VIEW passing AS SELECT note FROM orders");

            assertThat(new Succeeding(schema, "ADD COLUMN extra text").estate().hindrances())
                    .singleElement()
                    .asString()
                    .contains("passing: it is temporary");
        }
    }

    @OnEachServer
    void whatHangsOnAViewThatMustBeCreatedAnewHinders(TestSchema schema) throws SQLException {
        schema.execute(SHOP);
        schema.execute(
                "CREATE VIEW base AS SELECT total FROM orders",
                "CREATE MATERIALIZED VIEW upon AS SELECT * FROM base",
                "CREATE FUNCTION taking(base) RETURNS int LANGUAGE sql AS 'SELECT 1'",
                "CREATE FUNCTION reading() RETURNS SETOF numeric LANGUAGE sql BEGIN ATOMIC SELECT total FROM base; END",
                "CREATE TABLE holding (b base[])");

        assertThat(new Succeeding(schema, "ALTER total TYPE numeric(14,2)")
                        .estate()
                        .hindrances())
                .extracting(hindrance -> hindrance.name())
                .containsExactlyInAnyOrder(
                        "public.upon",
                        "public.taking(public.base)",
                        "public.reading()",
                        "column b of table public.holding");
    }
}
