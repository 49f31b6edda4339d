// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.cutover.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.cutover.postgres.estate.Dependent.Hinders;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What the new types do not bear is known before the first row is copied. That the rest passes, every {@code succeed()} shows. */
@ServersOf(Product.POSTGRESQL)
final class RehearsalTest {

    private static final String[] SHOP = {
        "CREATE SCHEMA \"Other one\"",
        "CREATE TABLE customers (id int PRIMARY KEY, name text)",
        "CREATE TABLE orders (id int PRIMARY KEY, customer int REFERENCES customers, code int UNIQUE, total int, note text)",
        "CREATE TABLE \"Other one\".items (code int REFERENCES orders (code), id int REFERENCES orders)",
        "CREATE VIEW fine AS SELECT note, 'public.orders' AS name FROM orders",
        "CREATE VIEW \"Other one\".sums AS SELECT sum(total) AS sum, total + 1 AS more FROM orders GROUP BY total",
        "CREATE VIEW upon AS SELECT sum FROM \"Other one\".sums",
        "CREATE FUNCTION noted() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "CREATE TRIGGER picky BEFORE UPDATE ON orders FOR EACH ROW WHEN (NEW.total > 5) EXECUTE FUNCTION noted()",
        "CREATE TRIGGER plain BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION noted()",
        "CREATE POLICY large ON orders USING (total > 7)",
        "CREATE POLICY looks ON customers USING (id IN (SELECT total FROM orders))",
        "CREATE RULE kept AS ON DELETE TO orders WHERE OLD.total > 9 DO INSTEAD NOTHING",
        "CREATE RULE passed AS ON INSERT TO customers DO ALSO INSERT INTO orders (id, total) VALUES (NEW.id, NEW.id)",
        "CREATE FUNCTION most() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT max(total) FROM orders; END"
    };

    @OnEachServer
    void namesWhatTheNewTypesDoNotBear(TestSchema schema) throws SQLException {
        schema.execute(SHOP);
        List<String> before = Description.of(schema);
        Succeeding succeeding =
                new Succeeding(schema, "ALTER total TYPE text", "ALTER code TYPE text", "ALTER customer TYPE text");
        succeeding.shadow();
        List<String> shadowed = Description.of(schema);

        List<Hinders> hindrances = succeeding.rehearsed();

        assertThat(hindrances)
                .extracting(hindrance -> hindrance.kind() + " " + hindrance.name())
                .containsExactlyInAnyOrder(
                        "view \"Other one\".sums",
                        "function public.most()",
                        "foreign key orders_customer_fkey of public.orders",
                        "foreign key items_code_fkey of \"Other one\".items",
                        "trigger picky of \"public\".\"orders\"",
                        "policy large of public.orders",
                        "policy looks of public.customers",
                        "rule kept of public.orders");
        assertThat(hindrances)
                .filteredOn(hindrance -> hindrance.kind().equals("foreign key"))
                .allSatisfy(hindrance -> assertThat(hindrance.why()).contains("incompatible types: "));
        assertThat(Description.of(schema)).isEqualTo(shadowed);
        schema.execute("DROP TABLE orders_osc_new");
        assertThat(Description.of(schema)).isEqualTo(before);
    }

    /** The application's tables are not so much as waited for. */
    @OnEachServer
    void keepsOutOfTheApplicationsWay(TestSchema schema) throws SQLException {
        schema.execute(SHOP);
        Succeeding succeeding = new Succeeding(schema, "ALTER note TYPE varchar(50)");
        succeeding.shadow();
        try (Connection writer = schema.connect();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("INSERT INTO customers VALUES (1, 'c')");
            statement.execute("INSERT INTO \"Other one\".items VALUES (NULL, 1)");
            statement.execute("LOCK TABLE orders, customers, \"Other one\".items IN ROW EXCLUSIVE MODE");

            assertThat(succeeding.rehearsed()).isEmpty();

            writer.commit();
        }
    }
}
