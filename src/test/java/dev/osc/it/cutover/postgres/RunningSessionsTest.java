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
import java.sql.Statement;
import java.util.List;

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

    @OnEachServer
    void compiledFunctionsTakeTheNewTypes(TestSchema schema) throws SQLException {
        String[] shop = {
            "CREATE TABLE orders (id int PRIMARY KEY, gone text, note text, total int)",
            "INSERT INTO orders VALUES (1, 'g', 'n', 5)",
            "CREATE FUNCTION whole() RETURNS text LANGUAGE plpgsql AS $$ DECLARE r orders%ROWTYPE;"
                    + " BEGIN SELECT * INTO r FROM orders WHERE id = 1; RETURN r::text; END $$",
            "CREATE FUNCTION plain() RETURNS text LANGUAGE plpgsql SECURITY DEFINER AS $$ DECLARE r \"public\".\"orders\";"
                    + " BEGIN SELECT * INTO r FROM orders WHERE id = 1; RETURN r.note; END $$",
            "CREATE FUNCTION column_of() RETURNS text LANGUAGE plpgsql AS $$ DECLARE r Orders . total % TYPE;"
                    + " BEGIN SELECT total INTO r FROM orders WHERE id = 1; RETURN pg_typeof(r); END $$",
            "CREATE PROCEDURE again() LANGUAGE plpgsql AS $$ DECLARE r orders;"
                    + " BEGIN SELECT * INTO r FROM orders WHERE id = 1; r.id = 2; INSERT INTO orders VALUES (r.*); END $$"
        };
        try (Twins twins = new Twins(schema, shop);
                Connection session = schema.connect();
                Connection other = twins.altered().connect()) {
            for (Connection running : List.of(session, other)) {
                calls(running);
                try (Statement statement = running.createStatement()) {
                    statement.execute("DELETE FROM orders WHERE id = 2");
                }
            }

            twins.requireAlike("DROP gone", "ALTER total TYPE bigint", "ADD extra text DEFAULT 'e'");

            assertThat(calls(session)).isEqualTo("(1,n,5,e)|n|bigint");
            assertThat(calls(other)).as("where a column's type stays what it was").isEqualTo("(1,n,5,e)|n|integer");
            twins.requireAlike();
        }
    }

    private static String calls(Connection session) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute("CALL again()");
            try (ResultSet row = statement.executeQuery("SELECT whole() || '|' || plain() || '|' || column_of()")) {
                row.next();
                return row.getString(1);
            }
        }
    }

    /** As the manual says of every ALTER TABLE that rewrites ("MVCC Caveats"): those rows were written after the snapshot. */
    @OnEachServer
    void snapshotOlderThanTheRowsDoesNotSeeThem(TestSchema schema) throws SQLException {
        try (Twins twins = new Twins(
                        schema,
                        "CREATE TABLE orders (id int, total int)",
                        "CREATE TABLE other (i int)",
                        "INSERT INTO orders VALUES (1, 1)");
                Connection session = schema.connect();
                Connection other = twins.altered().connect()) {
            for (Connection running : List.of(session, other)) {
                running.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                running.setAutoCommit(false);
                count(running, "other");
            }

            twins.requireAlike("ALTER total TYPE bigint");

            assertThat(count(session, "orders"))
                    .isEqualTo(count(other, "orders"))
                    .isZero();
            session.commit();
            assertThat(count(session, "orders")).isEqualTo(1);
        }
    }

    private static int count(Connection session, String table) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement("SELECT count(*) FROM " + table)) {
            return first(statement);
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
