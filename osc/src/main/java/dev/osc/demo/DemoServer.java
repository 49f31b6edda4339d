// SPDX-License-Identifier: Apache-2.0
package dev.osc.demo;

import dev.osc.demo.twins.MySqlTwins;
import dev.osc.demo.twins.PostgresTwins;
import dev.osc.demo.twins.TwinDialect;
import java.util.Locale;
import java.util.Map;

/** What the demo can run on: a server, and a change of type there, so that the server could only rebuild the table. */
public enum DemoServer {
    /** The column in front shifts every other. */
    MYSQL(
            "MySQL 8.0.15",
            "shop",
            "MODIFY total DECIMAL(14,2) NOT NULL, ADD COLUMN note VARCHAR(40) NOT NULL DEFAULT '' FIRST",
            ", ALGORITHM=COPY") {
        @Override
        LocalServer start() {
            return LocalMySql.startTemporary(ServerHome.of("mysql-8.0.15"), Map.of());
        }

        @Override
        TwinDialect twins() {
            return new MySqlTwins();
        }
    },
    POSTGRESQL(
            "PostgreSQL 18",
            "public",
            "ALTER COLUMN total TYPE numeric(14,2), ADD COLUMN note varchar(40) NOT NULL DEFAULT ''",
            "") {
        @Override
        LocalServer start() {
            return LocalPostgres.startTemporary(ServerHome.of("postgresql-18"), Map.of());
        }

        @Override
        TwinDialect twins() {
            return new PostgresTwins();
        }
    };

    /** Where the demo's tables lie. */
    static final String DATABASE = "shop";

    private final String title;
    private final String schema;
    private final String alter;
    private final String rebuilding;

    /**
     * @param schema of the tables in {@link #DATABASE}
     * @param rebuilding what is added to the change for the server to rebuild the table
     */
    DemoServer(String title, String schema, String alter, String rebuilding) {
        this.title = title;
        this.schema = schema;
        this.alter = alter;
        this.rebuilding = rebuilding;
    }

    /** Starts one on data of its own; its first start ever downloads it. */
    abstract LocalServer start();

    /** How the tables and their writers speak there. */
    abstract TwinDialect twins();

    /** As people call it. */
    String title() {
        return title;
    }

    String schema() {
        return schema;
    }

    /** The change, as {@code osc run --alter} takes it. */
    String alter() {
        return alter;
    }

    /** The change as the server makes it by itself. */
    String alterByServer(String table) {
        return "ALTER TABLE " + table + " " + alter + rebuilding;
    }

    /** As the command line writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
