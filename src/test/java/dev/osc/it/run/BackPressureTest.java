// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.config.Deferring;
import dev.osc.config.RunSettings;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import dev.osc.run.Report;
import dev.osc.run.Watcher;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Pending keys in a room for some hundred: the stream waits, the copy gives way, and nobody waits for ever. */
@ServersOf({Product.MYSQL, Product.POSTGRESQL})
final class BackPressureTest {

    private static final RunSettings CRAMPED = Settings.SMALL
            .chunks(500, Duration.ofMillis(10))
            .pendingBytes(64L << 10)
            .deferring(Deferring.NEVER)
            .get();

    @OnEachServer(newestOf = Product.POSTGRESQL)
    void aLargeTransaction(TestSchema schema) throws SQLException, InterruptedException {
        largeTransaction(schema);
    }

    /** The server sends it before it knows whether it will be committed. */
    @ServersOf(Product.POSTGRESQL)
    @OnEachServer(newestOf = Product.POSTGRESQL, options = "logical_decoding_work_mem=64kB")
    void aLargeTransactionThatComesWhileItRuns(TestSchema schema) throws SQLException, InterruptedException {
        largeTransaction(schema);
    }

    @ServersOf(Product.MYSQL)
    @OnEachServer(options = {"gtid_mode=ON", "enforce_gtid_consistency=ON"})
    void aLargeTransactionWithGtids(TestSchema schema) throws SQLException, InterruptedException {
        largeTransaction(schema);
    }

    private static void largeTransaction(TestSchema schema) throws SQLException, InterruptedException {
        String digits = IntStream.range(0, 10).mapToObj(i -> "(" + i + ")").collect(Collectors.joining(", "));
        schema.execute(
                "CREATE TABLE d (n INT)",
                "INSERT INTO d VALUES " + digits,
                "CREATE TABLE t (id BIGINT PRIMARY KEY, v INT NOT NULL)",
                "INSERT INTO t SELECT 1 + a.n + 10 * b.n + 100 * c.n + 1000 * e.n + 10000 * f.n, 0"
                        + " FROM d a, d b, d c, d e, d f WHERE f.n < 5",
                "CREATE TABLE twin (id BIGINT PRIMARY KEY, v INT NOT NULL)",
                "INSERT INTO twin SELECT * FROM t");
        String alter = Wording.of(schema).rewriting("v");
        ShortWriters writers = new ShortWriters(schema, 2, 60_000);
        String[] all = {"UPDATE t SET v = v + 1", "UPDATE twin SET v = v + 1"};
        String[] some = {
            "DELETE FROM t WHERE id BETWEEN 1000 AND 4000", "DELETE FROM twin WHERE id BETWEEN 1000 AND 4000"
        };

        Report.Swapped report = new Osc(schema, "t", alter)
                .with(CRAMPED)
                .at(Watcher.Phase.COPY, () -> schema.execute(all))
                .at(Watcher.Phase.CATCH_UP, () -> {
                    schema.execute(all);
                    writers.start();
                })
                .at(Watcher.Phase.CUT_OVER, () -> {
                    stop(writers);
                    // more than there is room for, just before the stream is to be drained under the lock
                    schema.execute(some);
                })
                .run();

        assertThat(report.changes()).isGreaterThan(103_000);
        Osc.requireNothingLeft(schema, "t");
        Twins.requireEqual(schema, "t", "twin", alter);
    }

    private static void stop(ShortWriters writers) throws SQLException {
        try {
            writers.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
