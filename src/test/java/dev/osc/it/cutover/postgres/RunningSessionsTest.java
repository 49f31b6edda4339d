// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.cutover.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What sessions that run on have in their hands: prepared statements, cached plans, open transactions. */
@ServersOf(Product.POSTGRESQL)
final class RunningSessionsTest {

    private static final String ORDERS = "CREATE TABLE orders (id serial PRIMARY KEY, note text, total int)";

    /** As pgjdbc prepares on the server from the first execution on. */
    private static Connection preparing(TestSchema schema) throws SQLException {
        return DriverManager.getConnection(schema.jdbcUrl() + "&prepareThreshold=1");
    }

    @OnEachServer
    void preparedStatementsGoOnWithTheNewTable(TestSchema schema) throws SQLException {
        schema.execute(
                ORDERS,
                "CREATE FUNCTION added(n text) RETURNS int LANGUAGE plpgsql AS $$ DECLARE made int; BEGIN"
                        + " INSERT INTO orders (note) VALUES (n) RETURNING id INTO made; RETURN made; END $$",
                "CREATE VIEW seen AS SELECT id, note FROM orders");
        try (Connection session = preparing(schema);
                PreparedStatement insert =
                        session.prepareStatement("INSERT INTO orders (note) VALUES (?) RETURNING id");
                PreparedStatement select = session.prepareStatement("SELECT id, note FROM orders WHERE id = ?");
                PreparedStatement view = session.prepareStatement("SELECT count(*) FROM seen");
                PreparedStatement update =
                        session.prepareStatement("UPDATE orders SET note = note || '!' WHERE id = ?");
                PreparedStatement call = session.prepareStatement("SELECT added('by function')")) {
            for (int i = 1; i <= 7; i++) {
                insert.setString(1, "before " + i);
                assertThat(first(insert)).isEqualTo(i);
            }
            select.setInt(1, 1);
            update.setInt(1, 1);
            for (int i = 1; i <= 7; i++) {
                assertThat(first(select)).isEqualTo(1);
                assertThat(first(view)).isEqualTo(6 + i);
                assertThat(first(call)).isEqualTo(7 + i);
                update.execute();
            }

            new Succeeding(schema, "ALTER total TYPE bigint", "ADD COLUMN extra text").succeed();

            insert.setString(1, "after");
            assertThat(first(insert)).isEqualTo(15);
            select.setInt(1, 15);
            assertThat(first(select)).isEqualTo(15);
            assertThat(first(view)).isEqualTo(15);
            assertThat(first(call)).isEqualTo(16);
            update.setInt(1, 16);
            assertThat(update.executeUpdate()).isEqualTo(1);
            assertThat(schema.rows("SELECT count(*) FROM orders_osc_old")).containsExactly("14");
            assertThat(schema.rows("SELECT note FROM orders WHERE id = 16")).containsExactly("by function!");
        }
    }

    /** As with the server's own ALTER TABLE. */
    @OnEachServer
    void selectAllOfAnAlteredListIsRefusedOnce(TestSchema schema) throws SQLException {
        schema.execute(ORDERS, "INSERT INTO orders (note) VALUES ('n')");
        try (Connection session = preparing(schema);
                PreparedStatement all = session.prepareStatement("SELECT * FROM orders")) {
            assertThat(first(all)).isEqualTo(1);
            session.setAutoCommit(false);
            assertThat(first(all)).isEqualTo(1);
            session.commit();

            new Succeeding(schema, "ADD COLUMN extra text").succeed();

            assertThatThrownBy(() -> first(all)).hasMessageContaining("cached plan must not change result type");
            session.rollback();
            session.setAutoCommit(true);
            assertThat(first(all)).isEqualTo(1);
        }
    }

    @OnEachServer
    void openTransactionThatHasNotTouchedTheTableGoesOn(TestSchema schema) throws SQLException {
        schema.execute(ORDERS, "CREATE TABLE other (i int)", "INSERT INTO orders (note) VALUES ('n')");
        try (Connection session = preparing(schema);
                PreparedStatement insert =
                        session.prepareStatement("INSERT INTO orders (note) VALUES ('late') RETURNING id");
                PreparedStatement other = session.prepareStatement("INSERT INTO other VALUES (1)")) {
            session.setAutoCommit(false);
            assertThat(first(insert)).isEqualTo(2);
            session.commit();
            other.execute();

            new Succeeding(schema, "ADD COLUMN extra text").succeed();

            assertThat(first(insert)).isEqualTo(3);
            session.commit();
            assertThat(schema.rows("SELECT id FROM orders ORDER BY id")).containsExactly("1", "2", "3");
        }
    }

    private static int first(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            assertThat(row.next()).isTrue();
            return row.getInt(1);
        }
    }
}
