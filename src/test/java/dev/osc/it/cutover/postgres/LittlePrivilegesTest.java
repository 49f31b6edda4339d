// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.cutover.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.cutover.SwapOutcome.Refused;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import java.sql.SQLException;

/** A role that is no superuser, but a member of the owner. */
@ServersOf(Product.POSTGRESQL)
final class LittlePrivilegesTest {

    private static String[] shop(String owner, String worker) {
        return new String[] {
            "GRANT CREATE, USAGE ON SCHEMA public TO " + owner,
            "SET ROLE " + owner,
            "CREATE TABLE customers (id int PRIMARY KEY)",
            "CREATE TABLE orders (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer int REFERENCES customers,"
                    + " ser serial, total int)",
            "CREATE TABLE items (o int REFERENCES orders)",
            "CREATE VIEW v AS SELECT total FROM orders",
            "CREATE VIEW w AS SELECT * FROM v",
            "CREATE FUNCTION noted() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
            "CREATE TRIGGER t BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION noted()",
            "CREATE STATISTICS s ON customer, total FROM orders",
            "GRANT SELECT ON orders, v TO PUBLIC",
            "ALTER TABLE orders ENABLE ROW LEVEL SECURITY",
            "CREATE POLICY p ON orders USING (true)",
            "CREATE POLICY q ON customers USING (id IN (SELECT customer FROM orders))",
            "INSERT INTO customers VALUES (1)",
            "INSERT INTO orders (customer) VALUES (1)",
            "RESET ROLE",
            "GRANT CREATE ON DATABASE " + "%db" + " TO " + worker
        };
    }

    private static Twins twins(TestSchema schema, String owner, String worker) throws SQLException {
        schema.execute("CREATE ROLE " + owner, "CREATE ROLE " + worker + " LOGIN", "GRANT " + owner + " TO " + worker);
        String[] statements = shop(owner, worker);
        String last = statements[statements.length - 1];
        statements[statements.length - 1] = "SELECT 1";
        Twins twins = new Twins(schema, statements);
        schema.execute(last.replace("%db", schema.name()));
        return twins;
    }

    @OnEachServer
    void memberOfTheOwnerSwapsAll(TestSchema schema) throws SQLException {
        String owner = "lena_" + schema.name();
        String worker = "mona_" + schema.name();
        try (Twins twins = twins(schema, owner, worker)) {
            twins.alter(
                    "SET ROLE " + owner,
                    "DROP VIEW v CASCADE",
                    "ALTER TABLE orders ALTER total TYPE bigint",
                    "CREATE VIEW v AS SELECT total FROM orders",
                    "CREATE VIEW w AS SELECT * FROM v",
                    "GRANT SELECT ON v TO PUBLIC");

            new Succeeding(schema, "ALTER total TYPE bigint").as(worker).succeed();

            twins.requireAlike();
        }
    }

    @OnEachServer
    void whatTheRoleMayNotIsToldBeforehand(TestSchema schema) throws SQLException {
        String owner = "nora_" + schema.name();
        String worker = "olga_" + schema.name();
        try (Twins twins = twins(schema, owner, worker)) {
            twins.swapped()
                    .execute(
                            "ALTER TABLE items OWNER TO postgres",
                            "ALTER VIEW v OWNER TO postgres",
                            "CREATE PUBLICATION all_orders FOR TABLE orders",
                            "ALTER TABLE customers OWNER TO postgres",
                            "CREATE FUNCTION f() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM orders; END");
            Succeeding succeeding = new Succeeding(schema, "ADD COLUMN extra text").as(worker);

            assertThat(succeeding.estate().hindrances())
                    .extracting(hindrance -> hindrance.name())
                    .containsExactlyInAnyOrder(
                            "items_o_fkey of public.items",
                            "public.v",
                            "all_orders",
                            "q of public.customers",
                            "public.f()");
            assertThat(succeeding.attempt()).isInstanceOf(Refused.class);
        }
    }

    /** Its locks can't be asked for ahead; the statements themselves take them. */
    @OnEachServer
    void parentOfAnotherOwnerNeedsNoMoreThanTheKeyItself(TestSchema schema) throws SQLException {
        String owner = "paula_" + schema.name();
        String worker = "rita_" + schema.name();
        try (Twins twins = twins(schema, owner, worker)) {
            String[] apart = {
                "DROP POLICY q ON customers",
                "ALTER TABLE customers OWNER TO postgres",
                "GRANT REFERENCES ON customers TO " + owner
            };
            twins.swapped().execute(apart);
            twins.altered().execute(apart);
            twins.alter("ALTER TABLE orders ADD COLUMN extra text DEFAULT random()");
            Succeeding succeeding = new Succeeding(schema, "ADD COLUMN extra text DEFAULT random()").as(worker);

            assertThat(succeeding.estate().locks()).anySatisfy(lock -> {
                assertThat(lock.table()).isEqualTo("public.customers");
                assertThat(lock.ahead()).isFalse();
            });
            schema.execute("UPDATE orders SET total = 1");
            succeeding.succeed();
            assertThat(schema.rows("SELECT conname, convalidated FROM pg_constraint"
                            + " WHERE conrelid = 'orders'::regclass AND contype = 'f'"))
                    .containsExactly("orders_customer_fkey|t");
        }
    }
}
