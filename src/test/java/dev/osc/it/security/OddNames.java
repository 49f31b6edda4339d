// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.security;

import dev.osc.it.servers.Product;
import dev.osc.it.servers.TestSchema;
import dev.osc.schema.Dialect;
import dev.osc.schema.TableName;
import dev.osc.schema.mysql.MySqlDialect;
import dev.osc.schema.postgres.PostgresDialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A table whose every name is a piece of SQL that would drop the canary if it ever came to be read as such; so would its keys'
 * values. Beside it the canary, and a twin.
 */
final class OddNames {

    private static final String HARM = ";DROP TABLE canary;--";

    /** Values of keys: no two of them alike under any collation, none with blanks at its end. */
    static final List<String> VALUES = List.of(
            "'" + HARM + " 1",
            "\\'" + HARM + " 2",
            "\\",
            "a\\",
            "''",
            "\"" + HARM + " 3",
            "`" + HARM + " 4",
            "b\nc" + HARM + " 5",
            "d\r\n" + HARM + " 6",
            "%s %d %n",
            "x' OR '1'='1",
            "/*! DROP TABLE canary */",
            "/* " + HARM + " 7",
            "-- x",
            "# y",
            "? :name ${z} {fn now()} $1",
            "$$" + HARM + "$$",
            "E'\\047" + HARM + "'",
            "1); DROP TABLE canary; --",
            "NULL",
            "größe ☃ 💣");

    private final TestSchema schema;
    private final Dialect dialect;
    private final TableName table;
    private final boolean mySql;

    OddNames(TestSchema schema) {
        this.schema = schema;
        this.mySql = schema.product() == Product.MYSQL;
        this.dialect = mySql ? new MySqlDialect() : new PostgresDialect();
        this.table = schema.table(mySql ? "o`'\"/*\\%s\n☃" + HARM : "o`'\"/*\\%s\n💣" + HARM);
    }

    TableName table() {
        return table;
    }

    /** As {@code --table} takes it: PostgreSQL's as in its SQL. */
    String typed() {
        return mySql ? table.table() : dialect.quote(table.table());
    }

    String quoted() {
        return dialect.quote(table);
    }

    private static String column(int i) {
        return i + "'\"`/*\\%s\n" + HARM;
    }

    private String name(int i) {
        return dialect.quote(column(i));
    }

    void create() throws SQLException {
        String text = mySql ? "VARCHAR(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin" : "text";
        schema.execute(
                "CREATE TABLE canary (id INT)",
                "CREATE TABLE " + quoted() + " (" + name(1) + " " + text + " NOT NULL, " + name(2) + " INT NOT NULL, "
                        + name(3) + " VARCHAR(90) DEFAULT '''" + HARM + "', " + name(4) + " INT, CONSTRAINT "
                        + name(5) + " PRIMARY KEY (" + name(1) + ", " + name(2) + "))",
                "CREATE INDEX " + name(6) + " ON " + quoted() + " (" + name(3) + ")",
                "CREATE UNIQUE INDEX " + name(7) + " ON " + quoted() + " (" + name(4) + ", " + name(2) + ")");
        if (mySql) {
            schema.execute("ALTER TABLE " + quoted() + " COMMENT ''';DROP TABLE canary;-- ', ADD " + name(8)
                    + " ENUM('''" + HARM + "', '\"') COMMENT '/*! DROP TABLE canary */' DEFAULT '\"'");
        } else {
            schema.execute(
                    "COMMENT ON TABLE " + quoted() + " IS ''';DROP TABLE canary;-- '",
                    "COMMENT ON COLUMN " + quoted() + "." + name(3) + " IS '*/;DROP TABLE canary;-- '",
                    "CREATE TYPE " + dialect.quote("t" + HARM) + " AS ENUM ('''" + HARM + "')",
                    "ALTER TABLE " + quoted() + " ADD " + name(8) + " " + dialect.quote("t" + HARM) + " DEFAULT '''"
                            + HARM + "', ADD CONSTRAINT " + name(9) + " CHECK (" + name(3)
                            + " <> ''';DROP TABLE nothing')",
                    "CREATE VIEW " + dialect.quote("v" + HARM) + " AS SELECT " + name(3) + " FROM " + quoted());
        }
        put(VALUES, 1);
        put(VALUES, 2);
    }

    /** A row for each value. */
    void put(List<String> values, int number) throws SQLException {
        try (Connection connection = schema.connect();
                var insert = connection.prepareStatement("INSERT INTO " + quoted() + " (" + name(1) + ", " + name(2)
                        + ", " + name(4) + ") VALUES (?, ?, ?)")) {
            int row = number * 1000;
            for (String value : values) {
                insert.setString(1, value);
                insert.setInt(2, number);
                insert.setInt(3, row++);
                insert.execute();
            }
        }
    }

    /** Changes each row's key to another odd one, and takes some away. */
    void move() throws SQLException {
        try (Connection connection = schema.connect();
                var update = connection.prepareStatement("UPDATE " + quoted() + " SET " + name(2) + " = 7 WHERE "
                        + name(1) + " = ? AND " + name(2) + " = 2");
                var delete = connection.prepareStatement(
                        "DELETE FROM " + quoted() + " WHERE " + name(1) + " = ? AND " + name(2) + " = 1")) {
            for (String value : VALUES) {
                update.setString(1, value);
                update.execute();
            }
            for (String value : VALUES.subList(0, VALUES.size() - 2)) {
                delete.setString(1, value);
                delete.execute();
            }
        }
        put(VALUES, 3);
    }

    /** A change that rewrites the table, with odd names and texts of its own. */
    String change() {
        String added = "ADD COLUMN " + dialect.quote("new" + HARM) + " VARCHAR(40) DEFAULT '''" + HARM + "'";
        return mySql
                ? "MODIFY " + name(4) + " BIGINT COMMENT ''';DROP TABLE canary;-- ', " + added
                : "ALTER COLUMN " + name(4) + " TYPE bigint, " + added;
    }

    /** Every row, but for what the change added. */
    List<String> rows() throws SQLException {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            columns.add(name(i));
        }
        columns.add(name(8));
        return schema.rows("SELECT " + String.join(", ", columns) + " FROM " + quoted() + " ORDER BY 4, 2");
    }

    List<String> added() throws SQLException {
        return schema.rows("SELECT DISTINCT " + dialect.quote("new" + HARM) + " FROM " + quoted());
    }

    List<String> all() throws SQLException {
        return schema.tables();
    }
}
