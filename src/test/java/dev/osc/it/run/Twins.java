// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import dev.osc.demo.twins.TwinTables;
import dev.osc.demo.twins.TwinWriters;
import dev.osc.it.servers.TestSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A table and its twin: filled alike, then altered by osc and by the server, and compared as each product needs it. */
final class Twins {

    private Twins() {}

    /** The table and its twin, alike. */
    static void fill(TestSchema schema, int rows) throws SQLException {
        try (Connection connection = schema.connect()) {
            TwinTables.create(connection, Wording.of(schema).twins(), rows);
        }
    }

    /** Returns when so many transactions more have been written. */
    static void awaitMore(TwinWriters writers, int transactions) {
        long enough = writers.transactions() + transactions;
        while (writers.transactions() < enough) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    /** Alters the twin as the server does it, then requires both tables to be the same. */
    static void requireEqual(TestSchema schema, String table, String twin, String alter) throws SQLException {
        switch (schema.product()) {
            case MYSQL -> MySqlTables.alter(schema, twin, alter);
            case POSTGRESQL -> schema.execute("ALTER TABLE " + twin + " " + alter);
        }
        requireEqual(schema, table, twin);
    }

    static void requireEqual(TestSchema schema, String table, String twin) throws SQLException {
        switch (schema.product()) {
            case MYSQL -> MySqlTables.requireEqual(schema, table, twin);
            case POSTGRESQL -> PostgresTables.requireEqual(schema, table, twin);
        }
    }
}
