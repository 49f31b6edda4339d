// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.config.Throttling;
import dev.osc.it.servers.Alone;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ReplicationWords;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A primary with two real replicas: one that applies nothing more makes the run wait within a second of its being too far behind. */
@ServersOf({Product.MYSQL, Product.POSTGRESQL})
final class ReplicaLagTest {

    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    /** What is allowed: the replica is that far behind a moment after it has stopped. */
    private static final Duration LAG = Duration.ofMillis(300);

    @Alone
    @ServersOf(Product.MYSQL)
    @OnEachServer(
            newestOf = Product.MYSQL,
            options = {"gtid_mode=ON", "enforce_gtid_consistency=ON", "server_id=91"})
    void byHeartbeat(TestSchema schema) throws SQLException, InterruptedException, IOException {
        try (Pair one = Pair.of(schema, 92);
                Pair two = Pair.of(schema, 93, false);
                Steered run = new Steered(schema, watching(one.replicaHost() + "," + two.replicaHost(), false))) {
            run.requireGoingOn();
            long stopped = System.nanoTime();
            ReplicationWords.on(two.replica()).execute("STOP SLAVE SQL_THREAD");
            Duration took = waits(run, "replica-lag " + two.replicaHost(), stopped);
            assertThat(took).isLessThan(AT_ONCE.plus(LAG));
            run.requireWaiting("replica-lag " + two.replicaHost(), "ms, at most " + LAG.toMillis());

            ReplicationWords.on(two.replica()).execute("START SLAVE SQL_THREAD");
            run.requireGoingOn();

            run.set("throttle-control-replicas", one.replicaHost());
            ReplicationWords.on(two.replica()).execute("STOP SLAVE SQL_THREAD");
            run.requireGoingOn();
            ReplicationWords.on(two.replica()).execute("START SLAVE SQL_THREAD");
            run.finish();
        }
    }

    @ServersOf(Product.MYSQL)
    @OnEachServer(
            newestOf = Product.MYSQL,
            options = {"gtid_mode=ON", "enforce_gtid_consistency=ON", "server_id=94"})
    void discoveredAndByQuery(TestSchema schema) throws SQLException, InterruptedException, IOException {
        try (Pair pair = Pair.of(schema, 95);
                Steered run = new Steered(schema, watching("", true))) {
            String source = "replica-lag " + pair.replicaHost();
            Steered.await(
                    "it is found",
                    () -> run.controls().throttle().state(System.nanoTime()).lines().stream()
                            .anyMatch(line -> line.source().equals(source)));
            run.requireGoingOn();
            run.set("replication-lag-query", "SELECT 7.5");
            run.requireWaiting(source, "7500 ms");
            run.set("replication-lag-query", "");
            run.requireGoingOn();

            // one that detaches itself is not forgotten
            ReplicationWords.on(pair.replica()).execute("STOP SLAVE");
            run.requireWaiting(source, "ms, at most");
            run.requireShown("replicas", pair.replicaHost() + " (gone)");
            run.requireWaiting(source, "ms, at most");
            run.set("throttle-discover-replicas", "off");
            run.requireGoingOn();
            run.finish();
        }
    }

    @Alone
    @ServersOf(Product.POSTGRESQL)
    @OnEachServer(newestOf = Product.POSTGRESQL, options = "max_wal_senders=20")
    void standbys(TestSchema schema) throws SQLException, InterruptedException, IOException {
        try (Standby one = Standby.of(schema);
                Standby two = Standby.of(schema);
                Steered run = new Steered(schema, watching(one.host() + "," + two.host(), true))) {
            run.requireGoingOn();
            long stopped = System.nanoTime();
            two.execute("SELECT pg_wal_replay_pause()");
            Duration took = waits(run, "replica-lag " + two.host(), stopped);
            assertThat(took).isLessThan(AT_ONCE.plus(LAG));
            run.requireWaiting("replica-lag " + two.host(), "ms, at most " + LAG.toMillis());

            run.set("throttle-control-replicas", one.host());
            run.requireWaiting("standby-lag", "ms");

            two.execute("SELECT pg_wal_replay_resume()");
            run.requireGoingOn();
            run.finish();
        }
    }

    private static Throttling watching(String replicas, boolean discover) {
        return new Throttling(
                Map.of(
                        "throttle-control-replicas",
                        replicas,
                        "throttle-discover-replicas",
                        discover ? "on" : "off",
                        "max-lag-millis",
                        Long.toString(LAG.toMillis())),
                List.of(),
                null,
                0);
    }

    private static Duration waits(Steered run, String source, long since) throws InterruptedException {
        Steered.await(
                source,
                () -> run.controls()
                        .throttle()
                        .state(System.nanoTime())
                        .reason()
                        .contains(source));
        return Duration.ofNanos(System.nanoTime() - since);
    }
}
