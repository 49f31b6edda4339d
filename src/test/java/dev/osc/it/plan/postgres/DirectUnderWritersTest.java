// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.plan.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.cutover.AttemptLimits;
import dev.osc.engine.postgres.session.BriefLocks;
import dev.osc.it.servers.Alone;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import dev.osc.plan.TableChange.Direct;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Writers of a table of some size, while it is changed in place. */
@ServersOf(Product.POSTGRESQL)
final class DirectUnderWritersTest {

    private static final List<String> CHANGES = List.of(
            "ADD COLUMN memo text NOT NULL DEFAULT 'none'",
            "ALTER customer SET NOT NULL, ADD CHECK (slow(number) > 0)",
            "ADD UNIQUE (customer), ADD FOREIGN KEY (customer) REFERENCES orders (number),"
                    + " ADD COLUMN kind int DEFAULT 1 CHECK (slow(kind) > 0)",
            "CREATE INDEX ON orders (slow(number))",
            "DROP CONSTRAINT orders_pkey, ADD PRIMARY KEY (number)");

    @Alone
    @OnEachServer
    void noWriterWaitsLongerThanALockTimeout(TestSchema schema)
            throws SQLException, InterruptedException, ExecutionException {
        Orders.create(schema, 30_000);
        schema.execute("UPDATE orders SET customer = number");
        // each row costs a while to look at: whoever does so under a lock is found out
        schema.execute("CREATE FUNCTION slow(n bigint) RETURNS bigint IMMUTABLE LANGUAGE plpgsql AS"
                + " 'BEGIN FOR i IN 1..3000 LOOP END LOOP; RETURN n; END'");
        AtomicBoolean stop = new AtomicBoolean();
        CompletableFuture<Duration> longest = CompletableFuture.supplyAsync(() -> write(schema, stop));
        BriefLocks locks = new BriefLocks(
                Duration.ofMillis(300),
                new AttemptLimits(30, Duration.ofMillis(50), Duration.ofSeconds(1)),
                new Random(4));
        String file = Orders.file(schema);
        try (Connection connection = schema.connect()) {
            for (String change : CHANGES) {
                assertThat(Orders.way(schema, connection, change, locks).make(connection, () -> {}))
                        .as(change)
                        .isInstanceOf(Direct.Done.class);
            }
        } finally {
            stop.set(true);
        }

        assertThat(longest.get()).isLessThan(Duration.ofMillis(800));
        assertThat(Orders.file(schema)).isEqualTo(file);
    }

    /** One short transaction after the other; how long the slowest took. */
    private static Duration write(TestSchema schema, AtomicBoolean stop) {
        Random random = new Random(11);
        long longest = 0;
        try (Connection connection = schema.connect();
                var statement = connection.createStatement()) {
            while (!stop.get()) {
                long begin = System.nanoTime();
                statement.execute("UPDATE orders SET body = 'b' WHERE number = " + (1000 + random.nextInt(30_000)));
                longest = Math.max(longest, System.nanoTime() - begin);
            }
            return Duration.ofNanos(longest);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
