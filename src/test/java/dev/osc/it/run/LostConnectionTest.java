// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.demo.twins.TwinTables;
import dev.osc.demo.twins.TwinWriters;
import dev.osc.it.cutover.LossyProxy;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import dev.osc.run.Watcher;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/** I10, I11: osc's sessions are killed, and answers to its commits are lost, while it copies and replays. */
@ServersOf({Product.MYSQL, Product.POSTGRESQL})
final class LostConnectionTest {

    private static final int ROWS = 6000;
    private static final Duration REST = Duration.ofMillis(10);

    @OnEachServer(newestOf = Product.POSTGRESQL)
    void sessionsAreKilledAtRandom(TestSchema schema) throws SQLException, InterruptedException {
        Twins.fill(schema, ROWS);
        String user = "osc_" + schema.name();
        schema.execute(Wording.of(schema).superuser(user).toArray(String[]::new));
        Osc osc = rewriting(schema).as(user);
        int killed;
        try (TwinWriters writers =
                TwinWriters.start(Wording.of(schema).twins(), schema::connect, 4, ROWS, REST, Seed.SEED)) {
            osc.start();
            osc.await(Watcher.Phase.COPY);
            killed = killAtRandom(schema, user, osc);
            osc.await();
            writers.stop();
            assertThat(writers.unexpected()).isEmpty();
        }
        System.out.printf("%s: %d sessions of osc killed%n", schema, killed);
        assertThat(killed).isGreaterThan(10);
        requireEqual(schema);
    }

    /** Every kind of session but the one that holds the advisory lock: without it a run must not swap. */
    private static int killAtRandom(TestSchema schema, String user, Osc osc) throws SQLException {
        SplittableRandom random = new SplittableRandom(Seed.SEED);
        int killed = 0;
        String sessions = Wording.of(schema).sessionsWithoutTheLock(user);
        while (killed < 25 && osc.isRunning()) {
            List<String> ids = schema.rows(sessions);
            if (!ids.isEmpty() && schema.kill(Long.parseLong(ids.get(random.nextInt(ids.size()))))) {
                killed++;
            }
            LockSupport.parkNanos(Duration.ofMillis(15).toNanos());
        }
        return killed;
    }

    @OnEachServer(newestOf = Product.POSTGRESQL)
    void answersToCommitsAreLost(TestSchema schema) throws SQLException, InterruptedException, IOException {
        Twins.fill(schema, ROWS);
        try (LossyProxy proxy = new LossyProxy(schema.server().server().port(), schema.jdbcUrl());
                TwinWriters writers =
                        TwinWriters.start(Wording.of(schema).twins(), schema::connect, 4, ROWS, REST, Seed.SEED)) {
            Osc osc = rewriting(schema).through(proxy.port());
            osc.start();
            osc.await(Watcher.Phase.COPY);
            for (int lost = 0; lost < 20 && osc.isRunning(); lost = proxy.answersLost()) {
                proxy.loseAnswerTo("COMMIT");
                while (proxy.answersLost() == lost && osc.isRunning()) {
                    LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
                }
            }
            proxy.loseAnswerTo("no statement begins so");
            osc.await();
            writers.stop();
            System.out.printf("%s: the answers to %d commits of osc lost%n", schema, proxy.answersLost());
            assertThat(proxy.answersLost()).isGreaterThan(5);
            assertThat(writers.unexpected()).isEmpty();
        }
        requireEqual(schema);
    }

    private static Osc rewriting(TestSchema schema) {
        return new Osc(schema, TwinTables.TABLE, alter(schema));
    }

    private static String alter(TestSchema schema) {
        return Wording.of(schema).rewriting("customer");
    }

    private static void requireEqual(TestSchema schema) throws SQLException {
        Osc.requireNothingLeft(schema, TwinTables.TABLE);
        Twins.requireEqual(schema, TwinTables.TABLE, TwinTables.TWIN, alter(schema));
    }
}
