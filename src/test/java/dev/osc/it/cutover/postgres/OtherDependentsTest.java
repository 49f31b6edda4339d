// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.cutover.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.cutover.SwapOutcome.Refused;
import dev.osc.cutover.postgres.estate.Dependent.Hinders;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import java.sql.SQLException;

/** Functions, publications, and everything that can't be carried: told with its name and what to do, never dropped silently. */
@ServersOf(Product.POSTGRESQL)
final class OtherDependentsTest {

    private static final String ORDERS =
            "CREATE TABLE orders (id int PRIMARY KEY, customer int NOT NULL, total numeric, note text, gone int)";

    @OnEachServer
    void functionsWithABodyOfSqlMeanTheNewTable(TestSchema schema) throws SQLException {
        String kira = "kira_" + schema.name();
        schema.execute("CREATE ROLE " + kira);
        try (Twins twins = new Twins(
                schema,
                ORDERS,
                "GRANT CREATE ON SCHEMA public TO " + kira,
                "INSERT INTO orders VALUES (1, 1, 1, 'n')",
                "CREATE FUNCTION latest(low int DEFAULT 0) RETURNS int LANGUAGE sql STABLE SECURITY DEFINER"
                        + " BEGIN ATOMIC SELECT max(id) FROM orders WHERE id > low; END",
                "CREATE PROCEDURE forget() BEGIN ATOMIC DELETE FROM orders; INSERT INTO orders (id, customer) VALUES (9, 9); END",
                "CREATE FUNCTION by_text() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM orders'",
                "GRANT SELECT ON orders TO " + kira,
                "ALTER FUNCTION latest OWNER TO " + kira,
                "REVOKE EXECUTE ON FUNCTION latest FROM PUBLIC",
                "COMMENT ON FUNCTION latest IS 'the last'",
                "CREATE VIEW v AS SELECT latest() AS l")) {
            twins.requireAlike("ALTER total TYPE numeric(14,2)", "DROP gone");

            schema.execute("INSERT INTO orders (id, customer) VALUES (7, 7)", "DROP TABLE orders_osc_old");
            assertThat(schema.rows("SELECT latest(), by_text()")).containsExactly("7|2");
            schema.execute("CALL forget()");
            assertThat(schema.rows("SELECT l FROM v")).containsExactly("9");
        }
    }

    @OnEachServer
    void publicationsHoldTheNewTable(TestSchema schema) throws SQLException {
        try (Twins twins = new Twins(
                schema,
                ORDERS,
                "CREATE TABLE other (id int PRIMARY KEY)",
                "CREATE PUBLICATION plain FOR TABLE orders, other WITH (publish = 'insert, update')",
                "CREATE PUBLICATION \"Second one\" FOR TABLE orders")) {
            twins.requireAlike("ALTER total TYPE numeric(14,2)");
            assertThat(schema.rows("SELECT tablename FROM pg_publication_tables WHERE pubname = 'plain' ORDER BY 1"))
                    .containsExactly("orders", "other");
        }
    }

    @OnEachServer(only = {"postgresql-16", "postgresql-18"})
    void publicationsKeepColumnListsAndFilters(TestSchema schema) throws SQLException {
        try (Twins twins = new Twins(
                schema,
                ORDERS,
                "CREATE PUBLICATION listed FOR TABLE orders (id, note) WHERE (id > 5 AND note <> 'a;b')",
                "CREATE PUBLICATION named FOR TABLE orders (id, customer)")) {
            twins.alter(
                    "ALTER TABLE orders RENAME customer TO buyer", "ALTER TABLE orders ALTER total TYPE numeric(14,2)");
            new Succeeding(schema, "RENAME customer TO buyer", "ALTER total TYPE numeric(14,2)").succeed();
            twins.requireAlike();
        }
    }

    @OnEachServer
    void everythingOfAnUnknownKindIsRefusedByName(TestSchema schema) throws SQLException {
        schema.execute(
                ORDERS,
                "CREATE TABLE holding (o orders, many orders[])",
                "CREATE TYPE pair AS (a int, o orders)",
                "CREATE DOMAIN dressed AS orders CHECK ((VALUE).id > 0)",
                "CREATE FUNCTION whole(orders) RETURNS text LANGUAGE sql AS 'SELECT 1::text'",
                "CREATE FUNCTION all_of() RETURNS SETOF orders LANGUAGE sql AS 'SELECT * FROM orders'",
                "CREATE FUNCTION in_list(orders[]) RETURNS int LANGUAGE sql AS 'SELECT 1'",
                "CREATE FUNCTION atomic() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT gone FROM orders; END",
                "CREATE CAST (orders AS text) WITH FUNCTION whole(orders)",
                "CREATE TABLE defaulting (t text DEFAULT (NULL::orders)::text, r regclass DEFAULT 'orders'::regclass)",
                "CREATE TABLE checking (i int CHECK ((ROW(i, 1, 1, '', 1)::orders).id > 0))",
                "CREATE TABLE child (more int) INHERITS (orders)",
                "CREATE POLICY p ON orders USING (gone > 0)",
                "CREATE RULE r AS ON UPDATE TO orders WHERE OLD.gone > 0 DO INSTEAD NOTHING",
                "CREATE FUNCTION noted() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
                "CREATE TRIGGER t AFTER UPDATE OF gone ON orders FOR EACH ROW EXECUTE FUNCTION noted()",
                "CREATE TABLE bound (i int REFERENCES orders) PARTITION BY RANGE (i)");
        Succeeding succeeding = new Succeeding(schema, "DROP COLUMN gone");

        assertThat(succeeding.estate().hindrances())
                .extracting(Hinders::name)
                .contains(
                        "public.whole(public.orders)",
                        "public.all_of()",
                        "public.in_list(public.orders[])",
                        "public.atomic()",
                        "column o of table public.holding",
                        "column many of table public.holding",
                        "type public.dressed",
                        "column o of composite type public.pair",
                        "default value for column t of table public.defaulting",
                        "default value for column r of table public.defaulting",
                        "constraint checking_i_check on table public.checking",
                        "public.orders",
                        "table public.child",
                        "p of public.orders",
                        "r of public.orders",
                        "t of \"public\".\"orders\"",
                        "bound_i_fkey of public.bound");
        assertThat(succeeding.attempt()).isInstanceOf(Refused.class);
        assertThat(schema.rows(
                        "SELECT count(*) FROM pg_attribute WHERE attrelid = 'orders'::regclass AND attname = 'gone'"))
                .as("untouched")
                .containsExactly("1");
    }

    /** And before there is a shadow, for a plan. */
    @OnEachServer
    void isToldWithoutAShadow(TestSchema schema) throws SQLException {
        schema.execute(
                ORDERS,
                "CREATE VIEW v AS SELECT gone FROM orders",
                "CREATE VIEW w AS SELECT note FROM orders",
                "CREATE TABLE customers (id int PRIMARY KEY)",
                "ALTER TABLE orders ADD FOREIGN KEY (customer) REFERENCES customers");
        Succeeding succeeding = new Succeeding(schema, "DROP COLUMN gone");
        succeeding.shadow();
        schema.execute("DROP TABLE orders_osc_new");

        var estate = succeeding.again();

        assertThat(estate.hindrances())
                .singleElement()
                .extracting(Hinders::name)
                .isEqualTo("public.v");
        assertThat(estate.dependents())
                .extracting(dependent -> dependent.kind() + " " + dependent.name())
                .contains("view public.w", "foreign key orders_customer_fkey of public.orders");
        assertThat(estate.locks()).extracting(lock -> lock.table()).contains("public.customers");
        assertThat(estate.prepare()).isEmpty();
    }

    @OnEachServer
    void partitionsUnloggedTablesAndHeirsAreRefused(TestSchema schema) throws SQLException {
        schema.execute(
                "CREATE TABLE base (id int)",
                "CREATE TABLE orders (PRIMARY KEY (id)) INHERITS (base)",
                "CREATE TABLE orders_osc_new (LIKE orders INCLUDING ALL)");
        Succeeding succeeding = new Succeeding(schema);
        assertThat(refusal(succeeding, schema)).contains("inherits from another table");
    }

    private static String refusal(Succeeding succeeding, TestSchema schema) throws SQLException {
        schema.execute("DROP TABLE orders_osc_new");
        succeeding.shadow();
        return succeeding.attempt().toString();
    }
}
