// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.demo.twins.PostgresTwins;
import dev.osc.demo.twins.TwinTables;
import dev.osc.demo.twins.TwinWriters;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The writers keep PostgreSQL's twins alike by themselves, also where the server alters the table under their hands: no
 * difference that a run of osc ends with is theirs. Nor do they ever stop each other.
 */
@ServersOf(Product.POSTGRESQL)
final class TwinWritersTest {

    private static final int ROWS = 300;
    private static final String ALTER =
            "ALTER COLUMN total TYPE numeric(14,2), ADD COLUMN note varchar(40) NOT NULL DEFAULT ''";

    @OnEachServer
    void keepBothAlike(TestSchema schema) throws SQLException {
        try (var connection = schema.connect()) {
            TwinTables.create(connection, new PostgresTwins(), ROWS);
            var file = "SELECT pg_relation_filenode('" + TwinTables.TABLE + "')";
            var before = schema.rows(file);
            try (var writers =
                    TwinWriters.start(new PostgresTwins(), schema::connect, 8, ROWS, Duration.ZERO, Seed.SEED)) {
                await(writers, 2000);
                schema.execute("ALTER TABLE " + TwinTables.TABLE + " " + ALTER);
                await(writers, 4000);
                writers.stop();
                assertThat(writers.unexpected()).isEmpty();
                assertThat(writers.turnedAway()).isZero();
            }
            assertThat(schema.rows(file)).as("the change rewrites").isNotEqualTo(before);
            schema.execute("ALTER TABLE " + TwinTables.TWIN + " " + ALTER);

            assertThat(TwinTables.differences(connection, TwinTables.TABLE, TwinTables.TWIN))
                    .isEmpty();
            assertThat(TwinTables.count(connection, TwinTables.TABLE)).isNotEqualTo(ROWS);
        }
    }

    private static void await(TwinWriters writers, int transactions) {
        var deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (writers.transactions() < transactions && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
        assertThat(writers.transactions()).isGreaterThanOrEqualTo(transactions);
    }
}
