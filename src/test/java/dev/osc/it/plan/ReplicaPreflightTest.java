// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.failure.ExitCode;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ReplicationWords;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import dev.osc.it.servers.TestServers;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;

/** A change that is asked for on a real replica. */
@ServersOf(Product.MYSQL)
final class ReplicaPreflightTest {

    private static final String CHANGE = "ADD COLUMN note VARCHAR(10)";

    @OnEachServer(options = "server_id=67")
    void oneThatLogsWhatItReplicates(TestSchema primary) throws SQLException, IOException {
        try (primary;
                TestSchema replica = replicaOf(primary, "68", "ON")) {
            Planned planned = Planned.of(replica.url(), "orders", CHANGE);
            planned.ran().endsWith(ExitCode.DONE);
            assertThat(planned.checks()).contains("warns replica").doesNotContain("warns replica-filters");
            assertThat(planned.texts("replica")).singleElement().asString().contains("is a replica of 127.0.0.1:");

            ReplicationWords.on(replica)
                    .execute(
                            "STOP SLAVE SQL_THREAD",
                            "CHANGE REPLICATION FILTER REPLICATE_WILD_IGNORE_TABLE = ('crm.%')");
            Planned filtered = Planned.of(replica.url(), "orders", CHANGE);
            assertThat(filtered.texts("replica")).singleElement().asString().contains("its SQL thread is stopped");
            assertThat(filtered.finding("replica-filters").get("setting").asText())
                    .isEqualTo("replicate_wild_ignore_table=crm.%");

            ReplicationWords.on(replica)
                    .execute(
                            "STOP SLAVE",
                            "CHANGE REPLICATION FILTER REPLICATE_WILD_IGNORE_TABLE = ()",
                            "RESET SLAVE ALL");
            assertThat(Planned.of(replica.url(), "orders", CHANGE).texts("replica"))
                    .isEmpty();
        }
    }

    @OnEachServer(options = "server_id=69")
    void oneThatDoesNot(TestSchema primary) throws SQLException, IOException {
        try (primary;
                TestSchema replica = replicaOf(primary, "70", "OFF")) {
            Planned planned = Planned.of(replica.url(), "orders", CHANGE);
            planned.ran().endsWith(ExitCode.SERVER_SETTING).tells("does not log what it replicates");
            assertThat(planned.finding("replica").get("setting").asText()).matches("log_(slave|replica)_updates=OFF");

            ReplicationWords.on(replica).execute("STOP SLAVE", "RESET SLAVE ALL");
        }
    }

    /** Follows the primary from where it is now. */
    private static TestSchema replicaOf(TestSchema primary, String id, String logs) throws SQLException {
        String[] end = ReplicationWords.on(primary)
                .rows("SHOW MASTER STATUS")
                .getFirst()
                .split("\\|");
        TestSchema replica = TestServers.named(
                        primary.server().name().split(" ", 2)[0], Map.of("server_id", id, "log_slave_updates", logs))
                .freshSchema();
        ReplicationWords.on(replica)
                .execute(
                        "CHANGE MASTER TO MASTER_HOST = '127.0.0.1', MASTER_USER = 'root', MASTER_PORT = "
                                + primary.server().server().port() + ", MASTER_LOG_FILE = '" + end[0]
                                + "', MASTER_LOG_POS = "
                                + end[1],
                        "START SLAVE",
                        "CREATE TABLE orders (id INT PRIMARY KEY)");
        return replica;
    }
}
