// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.cutover.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.osc.cutover.SwapOutcome.Swapped;
import dev.osc.cutover.postgres.ForeignKeyValidation.Outcome;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Foreign keys from the table, to it, and both at once. */
@ServersOf(Product.POSTGRESQL)
final class ForeignKeysTest {

    private static final String[] SHOP = {
        "CREATE TABLE customers (id int PRIMARY KEY, region int, UNIQUE (id, region))",
        "CREATE TABLE orders (id int PRIMARY KEY, code text UNIQUE, customer int, region int, parent int, gone int, total numeric)",
        "CREATE TABLE items (id int PRIMARY KEY, \"Order\" int, code text)",
        "ALTER TABLE orders ADD CONSTRAINT \"by customer\" FOREIGN KEY (customer) REFERENCES customers ON UPDATE CASCADE"
                + " ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED",
        "ALTER TABLE orders ADD CONSTRAINT pairs FOREIGN KEY (customer, region) REFERENCES customers (id, region) MATCH FULL",
        "ALTER TABLE orders ADD CONSTRAINT self FOREIGN KEY (parent) REFERENCES orders ON DELETE RESTRICT",
        "ALTER TABLE orders ADD CONSTRAINT lost FOREIGN KEY (gone) REFERENCES customers",
        "ALTER TABLE items ADD CONSTRAINT of_order FOREIGN KEY (\"Order\") REFERENCES orders ON DELETE CASCADE DEFERRABLE",
        "ALTER TABLE items ADD CONSTRAINT of_code FOREIGN KEY (code) REFERENCES orders (code) ON DELETE SET DEFAULT NOT VALID",
        "COMMENT ON CONSTRAINT pairs ON orders IS 'both'",
        "COMMENT ON CONSTRAINT of_order ON items IS 'its order'",
        "INSERT INTO customers SELECT i, i FROM generate_series(1, 9) i",
        "INSERT INTO orders SELECT i, 'c' || i, i, i, CASE WHEN i > 1 THEN 1 END, i, i FROM generate_series(1, 9) i",
        "INSERT INTO items SELECT i, i, 'c' || i FROM generate_series(1, 9) i"
    };

    @OnEachServer
    void keysFromAndToTheTable(TestSchema schema) throws SQLException {
        try (Twins twins = new Twins(schema, SHOP)) {
            twins.requireAlike("ALTER total TYPE numeric(14,2)", "DROP gone", "ALTER id TYPE bigint");

            assertThatThrownBy(() -> schema.execute("INSERT INTO items VALUES (99, 99, NULL)"))
                    .hasMessageContaining("of_order");
            assertThatThrownBy(() -> schema.execute("INSERT INTO items VALUES (99, NULL, 'none')"))
                    .hasMessageContaining("of_code");
            schema.execute("DELETE FROM orders WHERE id = 9");
            assertThat(schema.rows("SELECT count(*) FROM items")).containsExactly("8");
            schema.execute("DELETE FROM customers WHERE id = 9");
            assertThat(schema.rows("SELECT count(*) FROM orders_osc_old WHERE customer = 9"))
                    .as("the retired rows bind no customer")
                    .containsExactly("1");
        }
    }

    @OnEachServer
    void renamedColumnsOnBothSides(TestSchema schema) throws SQLException {
        try (Twins twins = new Twins(schema, SHOP)) {
            String[] renames = {
                "RENAME customer TO \"Buyer\"",
                "RENAME id TO number",
                "RENAME parent TO \"under it\"",
                "RENAME code TO sign"
            };
            for (String rename : renames) {
                twins.alter("ALTER TABLE orders " + rename);
            }
            new Succeeding(schema, renames).succeed();
            twins.requireAlike();
        }
    }

    @OnEachServer
    void keyToAPartitionedTable(TestSchema schema) throws SQLException {
        try (Twins twins = new Twins(
                schema,
                "CREATE TABLE parts (id int PRIMARY KEY) PARTITION BY RANGE (id)",
                "CREATE TABLE low PARTITION OF parts FOR VALUES FROM (0) TO (10)",
                "CREATE TABLE high PARTITION OF parts FOR VALUES FROM (10) TO (20)",
                "INSERT INTO parts VALUES (5), (15)",
                "CREATE TABLE orders (id int PRIMARY KEY, part int REFERENCES parts, total int)",
                "INSERT INTO orders VALUES (1, 5, 1), (2, 15, 2)")) {
            twins.requireAlike("ALTER total TYPE bigint");
            assertThatThrownBy(() -> schema.execute("DELETE FROM parts WHERE id = 5"))
                    .hasMessageContaining("orders_part_fkey");
        }
    }

    @OnEachServer
    void keysThatTheChangeDropsAndAdds(TestSchema schema) throws SQLException {
        try (Twins twins = new Twins(schema, SHOP)) {
            twins.alter("ALTER TABLE orders DROP CONSTRAINT pairs, ALTER total TYPE numeric(14,2),"
                    + " ADD FOREIGN KEY (region) REFERENCES customers,"
                    + " ADD CONSTRAINT more FOREIGN KEY (gone) REFERENCES orders (id)");
            new Succeeding(schema, "ALTER total TYPE numeric(14,2)")
                    .drops("pairs")
                    .adds(
                            "ADD FOREIGN KEY (region) REFERENCES customers",
                            "ADD CONSTRAINT more FOREIGN KEY (gone) REFERENCES orders (id)")
                    .succeed();
            twins.requireAlike();
        }
    }

    @OnEachServer
    void keyThatRowsBreakIsToldAndStaysNotValid(TestSchema schema) throws SQLException {
        schema.execute(SHOP);
        schema.execute("UPDATE orders SET total = 100 WHERE id = 3");
        Succeeding succeeding = new Succeeding(schema, "ALTER total TYPE int")
                .adds("ADD CONSTRAINT bad FOREIGN KEY (total) REFERENCES customers");

        assertThat(succeeding.attempt()).isInstanceOf(Swapped.class);

        assertThat(succeeding.finish())
                .filteredOn(outcome -> outcome instanceof Outcome.Broken)
                .singleElement()
                .asString()
                .contains("bad of public.orders")
                .contains("(total)=(100)");
        assertThat(schema.rows("SELECT conname FROM pg_constraint WHERE NOT convalidated ORDER BY 1"))
                .as("and the one that was NOT VALID before stays so")
                .containsExactly("bad", "of_code");
    }

    @OnEachServer
    void validationThatFindsTheTableLockedIsPostponed(TestSchema schema) throws SQLException {
        schema.execute(SHOP);
        Succeeding succeeding = new Succeeding(schema, "ALTER total TYPE int");
        assertThat(succeeding.attempt()).isInstanceOf(Swapped.class);
        try (Connection other = schema.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE items IN EXCLUSIVE MODE");

            assertThat(succeeding.finish())
                    .filteredOn(Outcome.Postponed.class::isInstance)
                    .hasSize(1);

            other.rollback();
        }
        assertThat(succeeding.finish()).singleElement().isEqualTo(new Outcome.Validated("of_order of public.items"));
        assertThat(succeeding.finish()).isEmpty();
    }

    /** Which other tables are locked is known before anything starts. */
    @OnEachServer
    void locksOnOtherTablesAreTold(TestSchema schema) throws SQLException {
        schema.execute(SHOP);

        assertThat(new Succeeding(schema, "ALTER total TYPE int").estate().locks())
                .extracting(lock -> lock.table() + " " + lock.mode())
                .containsExactlyInAnyOrder("public.customers ACCESS EXCLUSIVE", "public.items ACCESS EXCLUSIVE");
    }
}
