// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.osc.config.RunSettings;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import dev.osc.run.Watcher.Phase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.LoggerFactory;

/** The log that the server keeps for a run is bounded: {@code --max-slot-wal} warns, then the copy waits, then the run ends. */
@ServersOf(Product.POSTGRESQL)
final class PostgresSlotWalTest {

    private static final long MOST = 16L << 20;
    private static final String ALTER = "ALTER COLUMN w TYPE numeric(12,3)";
    private static final RunSettings TIGHT = Settings.SMALL.slotWal(MOST).get();

    private static void create(TestSchema schema) throws SQLException {
        for (String table : new String[] {"goods", "goods_twin"}) {
            schema.execute(
                    "CREATE TABLE " + table + " (id bigint PRIMARY KEY, w numeric)",
                    "INSERT INTO " + table + " SELECT i, i FROM generate_series(1, 2000) i");
        }
        schema.execute("CREATE TABLE other (v text)");
    }

    @OnEachServer(newestOf = Product.POSTGRESQL)
    void tooMuchOfItEndsTheRun(TestSchema schema) throws SQLException, InterruptedException {
        create(schema);
        try (Said said = new Said();
                Connection holder = schema.connect();
                Statement open = holder.createStatement()) {
            holder.setAutoCommit(false);
            Osc osc = new Osc(schema, "goods", ALTER).with(TIGHT).at(Phase.COPY, () -> {
                open.execute("INSERT INTO other VALUES ('from here on the log is kept')");
                flood(schema, MOST / 2);
                said.await("half of --max-slot-wal");
                assertThat(said.lines).noneMatch(line -> line.contains("the copy waits"));
                flood(schema, MOST * 3 / 4);
                said.await("the copy waits");
            });
            osc.start().await(Phase.COPY);
            flood(schema, MOST);

            OscException failure = osc.failure();

            assertThat(failure.code()).as("%s", failure).isEqualTo(ExitCode.STREAM_LOST);
            assertThat(failure).hasMessageContaining("--max-slot-wal");
            assertThat(failure.nextStep()).contains("goods is untouched", "goods_osc_new", "osc cleanup");
            assertThat(osc.rowsCopied())
                    .as("rows copied while the copy was to wait")
                    .isZero();
            PostgresTables.requireNothingKept(schema);
            holder.rollback();
        }
        Twins.requireEqual(schema, "goods", "goods_twin");
    }

    @OnEachServer(newestOf = Product.POSTGRESQL)
    void theCopyGoesOnOnceTheServerMayForget(TestSchema schema) throws SQLException, InterruptedException {
        create(schema);
        try (Said said = new Said();
                Connection holder = schema.connect();
                Statement open = holder.createStatement()) {
            holder.setAutoCommit(false);
            Osc osc = new Osc(schema, "goods", ALTER).with(TIGHT).at(Phase.COPY, () -> {
                open.execute("INSERT INTO other VALUES ('from here on the log is kept')");
                flood(schema, MOST * 3 / 4);
                said.await("the copy waits");
            });
            osc.start().await(Phase.COPY);
            holder.commit();
            // which transactions run is logged with a checkpoint: slots move on there; and the change, which the run
            // acknowledges, spares waiting for the server's next keep-alive
            said.await(
                    "the copy goes on",
                    () -> schema.execute("UPDATE goods SET w = w WHERE id = 1", "CHECKPOINT", "SELECT pg_sleep(0.1)"));

            osc.await();
        }
        Osc.requireNothingLeft(schema, "goods");
        Twins.requireEqual(schema, "goods", "goods_twin", ALTER);
    }

    /** Somebody writes to another table until so much log is kept for the run's slot. */
    private static void flood(TestSchema schema, long bytes) throws SQLException {
        String kept = "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn) >= " + bytes
                + " FROM pg_replication_slots WHERE database = current_database()";
        do {
            schema.execute("INSERT INTO other SELECT repeat(md5(i::text), 30) FROM generate_series(1, 300) i");
        } while (schema.rows(kept).contains("f"));
    }

    /** What a run says of the log that is kept for it. */
    private static final class Said extends AppenderBase<ILoggingEvent> implements AutoCloseable {

        private static final Duration PATIENCE = Duration.ofSeconds(30);

        private final Logger logger = (Logger) LoggerFactory.getLogger("dev.osc.run.RetainedLog");
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        Said() {
            start();
            logger.addAppender(this);
        }

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage());
        }

        void await(String part) throws SQLException {
            await(part, () -> {});
        }

        void await(String part, Osc.Interference meanwhile) throws SQLException {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (lines.stream().noneMatch(line -> line.contains(part))) {
                assertThat(System.nanoTime())
                        .as("'%s' to be said; was: %s", part, lines)
                        .isLessThan(deadline);
                meanwhile.happen();
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }

        @Override
        public void close() {
            logger.detachAppender(this);
        }
    }
}
