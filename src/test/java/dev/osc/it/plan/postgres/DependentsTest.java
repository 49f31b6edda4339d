// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.plan.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.osc.engine.postgres.direct.Course;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import dev.osc.plan.TableChange.Direct;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;

/** What the server refuses on the table for the sake of what depends on it is foreseen, and nothing else is. */
@ServersOf(Product.POSTGRESQL)
final class DependentsTest {

    private static void hang(TestSchema schema) throws SQLException {
        schema.execute(
                "CREATE VIEW totals AS SELECT id, total, price FROM orders",
                "CREATE VIEW by_key AS SELECT id, note FROM orders GROUP BY id",
                "CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
                "CREATE TRIGGER on_price BEFORE UPDATE OF price ON orders FOR EACH ROW EXECUTE FUNCTION nothing()",
                "CREATE POLICY mine ON orders USING (note <> 'theirs')",
                "CREATE FUNCTION odd() RETURNS int BEGIN ATOMIC SELECT \"Odd \"\"one\" FROM orders LIMIT 1; END",
                "CREATE TABLE items (id int PRIMARY KEY, order_number bigint REFERENCES orders (number))");
    }

    /** A change, and what it must say. */
    private static final Map<String, String> REFUSED = Map.of(
            "DROP COLUMN total", "view totals depends on column total of table orders",
            "DROP price, ADD memo int", "trigger on_price on table orders depends on column price of table orders",
            "DROP COLUMN note", "policy mine on table orders depends on column note of table orders",
            "DROP COLUMN \"Odd \"\"one\"", "function odd() depends on column Odd \"one of table orders",
            "DROP COLUMN number", "constraint items_order_number_fkey on table items depends on",
            "DROP CONSTRAINT orders_number_key",
                    "constraint items_order_number_fkey on table items depends on index orders_number_key",
            "DROP CONSTRAINT orders_pkey", "view by_key depends on constraint orders_pkey on table orders",
            "DROP COLUMN total, ALTER customer TYPE int", "view totals depends on column total");

    @OnEachServer
    void aDropOfWhatOthersDependOnIsRefusedBeforeAnythingIsTouched(TestSchema schema) throws SQLException {
        Orders.create(schema, 5);
        hang(schema);
        List<String> before = Orders.catalogue(schema, "public");

        REFUSED.forEach((change, named) -> {
            OscException planned =
                    Assertions.assertThrows(OscException.class, () -> Orders.course(schema, change), change);
            OscException ran = Assertions.assertThrows(OscException.class, () -> Orders.change(schema, change), change);

            assertThat(planned.code()).as(change).isEqualTo(ExitCode.SYNTAX);
            assertThat(planned.getMessage()).as(change).contains(named);
            assertThat(ran).as(change).hasMessage(planned.getMessage());
            assertThat(ran.code()).as(change).isEqualTo(planned.code());
            assertThatThrownBy(() -> schema.execute("ALTER TABLE orders " + change))
                    .as("the server on " + change)
                    .hasMessageContaining("other objects depend on it");
        });
        assertThat(Orders.catalogue(schema, "public")).isEqualTo(before);
        assertThat(Orders.scratches(schema)).isEmpty();
    }

    @OnEachServer
    void aTypeUnderWhatUsesItTakesTheShadowAndSaysWhy(TestSchema schema) throws SQLException, InterruptedException {
        Orders.create(schema, 5);
        hang(schema);
        schema.execute("CREATE DOMAIN lot AS int", "CREATE TABLE copies (o orders)");
        Map<String, String> changes = Map.of(
                "ALTER price TYPE numeric(12,2), ADD COLUMN memo text", "trigger on_price on table orders, view totals",
                "ALTER note TYPE varchar(40)", "policy mine on table orders, view by_key",
                "ALTER \"Odd \"\"one\" TYPE lot", "function odd()",
                "ALTER status TYPE varchar", "column o of table copies (of the table's row type)");

        for (Map.Entry<String, String> change : changes.entrySet()) {
            Course course = Orders.course(schema, change.getKey());

            assertThat(course)
                    .as(change.getKey())
                    .isInstanceOfSatisfying(
                            Course.None.class,
                            none -> assertThat(none.reason())
                                    .contains("the server alters no type of a column that is used by ")
                                    .contains(change.getValue()));
            assertThat(Orders.change(schema, change.getKey())).isInstanceOf(Direct.NotPossible.class);
            assertThatThrownBy(() -> schema.execute("ALTER TABLE orders " + change.getKey()))
                    .as("the server on " + change.getKey())
                    .hasMessageContaining("cannot alter t");
        }
    }

    @OnEachServer
    void whatTheServerTakesIsNotRefused(TestSchema schema) throws SQLException, InterruptedException {
        Orders.create(schema, 5);
        hang(schema);
        schema.execute(
                "ALTER TABLE orders ADD CONSTRAINT self FOREIGN KEY (customer) REFERENCES orders (number) NOT VALID",
                "ALTER TABLE orders ADD COLUMN a int, ADD COLUMN b int GENERATED ALWAYS AS (a + 1) STORED,"
                        + " ADD CONSTRAINT both_there CHECK (a > b), ADD COLUMN numbered serial",
                "CREATE STATISTICS pair_stats ON a, customer FROM orders");

        for (String change : List.of(
                "DROP COLUMN body",
                "DROP COLUMN b, DROP COLUMN a",
                "DROP COLUMN numbered",
                "DROP CONSTRAINT total_there, DROP COLUMN status",
                "DROP COLUMN parent",
                "DROP COLUMN IF EXISTS nobody",
                "DROP COLUMN customer",
                "DROP COLUMN total CASCADE")) {
            assertThat(Orders.change(schema, change)).as(change).isInstanceOf(Direct.Done.class);
        }
        assertThat(schema.rows("SELECT viewname::text FROM pg_views WHERE schemaname = 'public'"))
                .containsExactly("by_key");
    }
}
