// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.demo.DatabaseServer;
import dev.osc.demo.twins.TwinTables;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import dev.osc.run.Report;
import dev.osc.run.Watcher.Phase;
import java.sql.SQLException;

/** The server goes away while a run is at work, in order or not, and comes back: the run goes on by itself, and holds nobody up. */
final class StoppedServerTest {

    private static final int ROWS = 6000;

    /** How the server's end comes about. */
    private enum End {
        /** Half a minute is what it may take; then the test's own server is ended by force. */
        IN_ORDER {
            @Override
            void come(DatabaseServer server) {
                long began = System.nanoTime();
                server.stop();
                assertThat(System.nanoTime() - began)
                        .as("nanoseconds that the server took to stop: by force comes after 30 s")
                        .isLessThan(25_000_000_000L);
            }
        },
        BY_FORCE {
            @Override
            void come(DatabaseServer server) {
                server.kill();
            }
        };

        abstract void come(DatabaseServer server);
    }

    @ServersOf(Product.MYSQL)
    @OnEachServer(newestOf = Product.MYSQL, options = "max_connections=153")
    void mysql(TestSchema schema) throws SQLException, InterruptedException {
        stoppedAndStartedAgain(schema);
    }

    @ServersOf(Product.POSTGRESQL)
    @OnEachServer(newestOf = Product.POSTGRESQL, options = "max_connections=103")
    void postgresql(TestSchema schema) throws SQLException, InterruptedException {
        stoppedAndStartedAgain(schema);
    }

    private static void stoppedAndStartedAgain(TestSchema schema) throws SQLException, InterruptedException {
        DatabaseServer server = schema.server().server();
        for (End end : End.values()) {
            Phase phase = end == End.IN_ORDER ? Phase.COPY : Phase.CATCH_UP;
            schema.execute("DROP TABLE IF EXISTS orders, orders_twin, orders_osc_old");
            Twins.fill(schema, ROWS);
            String alter = Wording.of(schema).rewriting("customer");

            Report.Swapped report = new Osc(schema, TwinTables.TABLE, alter)
                    .at(phase, () -> {
                        write(schema, 1);
                        end.come(server);
                        server.restart();
                        write(schema, 2);
                    })
                    .run();

            assertThat(report.changes()).as("%s at %s", end, phase).isPositive();
            Osc.requireNothingLeft(schema, TwinTables.TABLE);
            Twins.requireEqual(schema, TwinTables.TABLE, TwinTables.TWIN, alter);
        }
    }

    private static void write(TestSchema schema, int salt) throws SQLException {
        for (String table : new String[] {TwinTables.TABLE, TwinTables.TWIN}) {
            schema.execute(
                    "DELETE FROM " + table + " WHERE id % 97 = " + salt,
                    "UPDATE " + table + " SET customer = customer + " + salt + " WHERE id % 5 = " + salt);
        }
    }
}
