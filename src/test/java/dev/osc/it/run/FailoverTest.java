// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.config.RunSettings;
import dev.osc.demo.twins.TwinTables;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import dev.osc.run.Watcher.Phase;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The server dies, and its address leads to a replica. With GTIDs the run goes on there, or the next one does; where the replica
 * had not got everything, what this process believes of the shadow is not so, and only a run that reads the replica's own
 * checkpoint goes on.
 */
final class FailoverTest {

    private static final int ROWS = 6000;
    private static final String GTIDS = "gtid_mode=ON";
    private static final String CONSISTENT = "enforce_gtid_consistency=ON";
    private static final String REPLICATED = "log_slave_updates=ON";

    /** Gives up within seconds. */
    private static final RunSettings IMPATIENT = Settings.SMALL
            .chunks(10, Duration.ofNanos(1))
            .workers(2, 2)
            .retries(12)
            .get();

    private static Osc osc(Pair pair) {
        return new Osc(pair.primary(), TwinTables.TABLE, alter(pair))
                .through(pair.proxy().port())
                .with(IMPATIENT);
    }

    private static String alter(Pair pair) {
        return Wording.of(pair.primary()).rewriting("customer");
    }

    private static void awaitCopied(Osc osc, int rows) {
        while (osc.isRunning() && osc.rowsCopied() < rows) {
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
    }

    private static void requireEqual(Pair pair) throws SQLException {
        Osc.requireNothingLeft(pair.replica(), TwinTables.TABLE);
        Twins.requireEqual(pair.replica(), TwinTables.TABLE, TwinTables.TWIN, alter(pair));
    }

    @OnEachServer(
            only = "mysql-8.0.15",
            options = {GTIDS, CONSISTENT, REPLICATED, "server_id=71"})
    void theRunGoesOnWithThePromotedReplica(TestSchema schema) throws SQLException, IOException, InterruptedException {
        goesOnWithThePromoted(schema, 72);
    }

    /** Its GTIDs are always there. */
    @OnEachServer(
            only = "mariadb-11.4.5",
            options = {REPLICATED, "server_id=81"})
    void theRunGoesOnWithMariaDbsPromotedReplica(TestSchema schema)
            throws SQLException, IOException, InterruptedException {
        goesOnWithThePromoted(schema, 82);
    }

    private static void goesOnWithThePromoted(TestSchema schema, int replica)
            throws SQLException, IOException, InterruptedException {
        try (Pair pair = Pair.of(schema, replica)) {
            Twins.fill(schema, ROWS);
            Osc osc = osc(pair).with(Settings.TINY).start();
            awaitCopied(osc, ROWS / 4);
            Pair.write(schema, 1);

            pair.failOverWithoutLoss();
            LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
            pair.promote();
            Pair.write(pair.replica(), 2);

            osc.await();
            requireEqual(pair);
        }
    }

    @OnEachServer(
            only = "mysql-8.0.15",
            options = {GTIDS, CONSISTENT, REPLICATED, "server_id=73"})
    void theNextRunGoesOnWithThePromotedReplica(TestSchema schema)
            throws SQLException, IOException, InterruptedException {
        try (Pair pair = Pair.of(schema, 74)) {
            Twins.fill(schema, ROWS);
            Osc osc = osc(pair).start();
            awaitCopied(osc, ROWS / 4);
            osc.stop();
            assertThat(osc.failure().code()).isEqualTo(ExitCode.ABORTED);
            Pair.write(schema, 1);

            pair.awaitReplica();
            pair.failOver();
            Osc next = osc(pair).with(Settings.TINY).start();
            LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
            assertThat(next.isRunning()).as("waits for the promotion").isTrue();
            pair.promote();
            Pair.write(pair.replica(), 2);

            next.await();
            requireEqual(pair);
        }
    }

    /** The replica lacks chunks that osc had copied, and changes that it had flushed: the run ends, and the next one copies them. */
    @OnEachServer(
            only = "mysql-8.0.15",
            options = {GTIDS, CONSISTENT, REPLICATED, "server_id=75"})
    void whatTheReplicaLacksIsNotBelieved(TestSchema schema) throws SQLException, IOException, InterruptedException {
        try (Pair pair = Pair.of(schema, 76)) {
            Twins.fill(schema, ROWS);
            Osc osc = osc(pair).start();
            awaitCopied(osc, ROWS / 4);
            pair.awaitReplica();
            pair.replica().execute("STOP SLAVE IO_THREAD");
            Pair.write(schema, 1);
            int then = Math.toIntExact(osc.rowsCopied());
            awaitCopied(osc, then + ROWS / 8);

            pair.failOver();
            pair.promote();
            Pair.write(pair.replica(), 2);

            OscException ended = osc.failure();
            assertThat(ended.code()).isIn(ExitCode.SERVER_FAILED, ExitCode.STREAM_LOST);
            assertThat(ended.getMessage() + ended.nextStep()).contains("lacks", "the same command goes on");
            osc(pair).run();
            requireEqual(pair);
        }
    }

    /** All is copied: no lane has anything more to write, and only the cut-over is left to notice. */
    @OnEachServer(
            only = "mysql-8.0.15",
            options = {GTIDS, CONSISTENT, REPLICATED, "server_id=77"})
    void aSwapIsNotBasedOnWhatTheReplicaLacks(TestSchema schema)
            throws SQLException, IOException, InterruptedException {
        try (Pair pair = Pair.of(schema, 78)) {
            Twins.fill(schema, ROWS);
            pair.awaitReplica();
            Osc osc = osc(pair).at(Phase.COPY, () -> {
                pair.awaitReplica();
                pair.replica().execute("STOP SLAVE IO_THREAD");
            });
            osc.at(Phase.CUT_OVER, () -> {
                try {
                    pair.failOver();
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
                pair.promote();
                Pair.write(pair.replica(), 2);
            });

            OscException ended = osc.fails();

            assertThat(ended.getMessage() + ended.nextStep()).contains("lacks", "the same command goes on");
            osc(pair).run();
            requireEqual(pair);
        }
    }

    /** A server that crashed may lack its last commits, where it does not write its log at each: here one lane's last. */
    @ServersOf({Product.MYSQL, Product.POSTGRESQL})
    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void whatTheServerLostItselfIsNotBelieved(TestSchema schema) throws SQLException, InterruptedException {
        Twins.fill(schema, ROWS);
        Osc osc = new Osc(schema, TwinTables.TABLE, Wording.of(schema).rewriting("customer"))
                .with(IMPATIENT)
                .at(
                        Phase.CUT_OVER,
                        () -> schema.execute(
                                "UPDATE _osc_epochs SET operation = operation - 1 WHERE operation > 0 AND lane > 2"));

        OscException ended = osc.fails();

        assertThat(ended.code()).as(ended.getMessage()).isEqualTo(ExitCode.SERVER_FAILED);
        assertThat(ended.getMessage() + ended.nextStep()).contains("lacks", "the same command goes on");
        assertThat(schema.tables()).contains("orders_osc_new");
    }

    /** Positions of one server mean nothing on another. */
    @OnEachServer(
            only = "mysql-8.0.15",
            options = {REPLICATED, "server_id=79"})
    void withoutGtidsTheRunEnds(TestSchema schema) throws SQLException, IOException, InterruptedException {
        try (Pair pair = Pair.of(schema, 80)) {
            Twins.fill(schema, ROWS);
            Osc osc = osc(pair).start();
            awaitCopied(osc, ROWS / 4);

            pair.failOverWithoutLoss();
            pair.promote();

            assertThat(osc.failure().code()).isIn(ExitCode.STREAM_LOST, ExitCode.SERVER_FAILED);
            assertThat(schema.server().server().port())
                    .isNotEqualTo(pair.replica().server().server().port());
            assertThat(pair.replica().tables()).doesNotContain("orders_osc_old");
        }
    }
}
