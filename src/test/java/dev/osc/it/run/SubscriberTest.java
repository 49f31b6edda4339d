// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import java.sql.SQLException;
import java.util.concurrent.locks.LockSupport;

/** Somebody else's replication of the database goes on. */
@ServersOf(Product.POSTGRESQL)
final class SubscriberTest {

    /** What its process stops at is any row of a table that the subscriber lacks, so also the shadow's. */
    @OnEachServer
    void subscriptionThatWouldStopIsSeenBeforeTheShadowIsMade(TestSchema schema)
            throws SQLException, InterruptedException {
        String slot = "sub_" + schema.name();
        schema.execute(
                "CREATE TABLE goods (id int PRIMARY KEY, w numeric)",
                "INSERT INTO goods SELECT i, i FROM generate_series(1, 100) i",
                "CREATE PUBLICATION everything FOR ALL TABLES");
        try (TestSchema subscriber = schema.server().freshSchema()) {
            // on one server the subscription can't make its slot by itself: it would wait for its own transaction
            schema.execute("SELECT pg_create_logical_replication_slot('" + slot + "', 'pgoutput')");
            subscriber.execute(
                    "CREATE TABLE goods (id int PRIMARY KEY, w numeric)",
                    "CREATE SUBSCRIPTION " + slot + " CONNECTION 'host=127.0.0.1 port="
                            + schema.server().server().port() + " user=postgres dbname=" + schema.name()
                            + "' PUBLICATION everything WITH (create_slot = false, slot_name = " + slot + ")");
            try {
                await(subscriber, "SELECT count(*) = 100 FROM goods");
                await(schema, "SELECT count(*) = 1 FROM pg_stat_replication WHERE application_name = '" + slot + "'");

                OscException refused = new Osc(schema, "goods", "ALTER COLUMN w TYPE int").fails();

                assertThat(refused.code()).isEqualTo(ExitCode.UNSUPPORTED_TABLE);
                assertThat(refused.getMessage()).contains("everything", slot, "goods_osc_new");
                // what it is refused for
                schema.execute(
                        "CREATE TABLE unknown_there (id int PRIMARY KEY)", "INSERT INTO unknown_there VALUES (1)");
                await(schema, "SELECT count(*) = 0 FROM pg_stat_replication WHERE application_name = '" + slot + "'");
            } finally {
                subscriber.execute(
                        "ALTER SUBSCRIPTION " + slot + " DISABLE",
                        "ALTER SUBSCRIPTION " + slot + " SET (slot_name = NONE)",
                        "DROP SUBSCRIPTION " + slot);
                await(schema, "SELECT NOT active FROM pg_replication_slots WHERE slot_name = '" + slot + "'");
                schema.execute("SELECT pg_drop_replication_slot('" + slot + "')");
            }
        }
        schema.execute("DROP TABLE unknown_there");
        new Osc(schema, "goods", "ALTER COLUMN w TYPE int").run();
        assertThat(schema.rows("SELECT sum(w) FROM goods")).containsExactly("5050");
    }

    private static void await(TestSchema schema, String query) throws SQLException {
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (!schema.rows(query).getFirst().equals("t")) {
            assertThat(System.nanoTime()).as(query).isLessThan(deadline);
            LockSupport.parkNanos(5_000_000);
        }
    }
}
