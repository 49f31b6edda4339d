// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench.course;

import dev.osc.bench.Ground;
import dev.osc.bench.MySqlGround;
import dev.osc.bench.PostgresGround;
import dev.osc.bench.Sql;
import dev.osc.demo.ServerHome;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** What a course of one server differs in by the server's product. */
public enum Product {
    MYSQL("mysql-8.0.15", "BIGINT", "ENGINE=InnoDB"),
    POSTGRESQL("postgresql-18", "bigint", "ALTER COLUMN v TYPE bigint");

    private final String server;
    private final String number;
    private final String alter;

    Product(String server, String number, String alter) {
        this.server = server;
        this.number = number;
        this.alter = alter;
    }

    static Product of(String server) {
        for (Product product : values()) {
            if (server.startsWith(product.name().toLowerCase(Locale.ROOT) + "-")) {
                return product;
            }
        }
        throw new IllegalArgumentException("no course runs on " + server);
    }

    /** The server that is taken unless another is named. */
    public String server() {
        return server;
    }

    String number() {
        return number;
    }

    /** A change of a {@link NumberedTable} that the server can only rebuild it for. */
    public String alter() {
        return alter;
    }

    /** Statements of a session whose changes go through a table in an index's order. */
    List<String> byIndex() {
        return this == MYSQL ? List.of() : List.of("SET enable_seqscan = off", "SET enable_bitmapscan = off");
    }

    /** The same in the middle of an UPDATE. */
    String index(String name) {
        return this == MYSQL ? " FORCE INDEX (" + name + ")" : "";
    }

    /** Statements after a table was filled. */
    List<String> filled(String table) {
        return List.of(this == MYSQL ? "ANALYZE TABLE " + table : "VACUUM (FREEZE, ANALYZE) " + table);
    }

    /** Has the server at rest: nothing to write back, and nobody reading its log. */
    public void settle(Ground ground, Connection connection) throws SQLException, InterruptedException {
        switch (this) {
            case MYSQL -> ground.settle(connection);
            case POSTGRESQL -> {
                Sql.await(connection, "SELECT count(*) = 0 FROM pg_replication_slots");
                Sql.execute(connection, "CHECKPOINT");
            }
        }
    }

    Ground ground(String name, boolean relaxed) {
        return switch (this) {
            case MYSQL -> new MySqlGround(name, relaxed, false);
            case POSTGRESQL -> new PostgresGround(ServerHome.of(name), relaxed);
        };
    }
}
