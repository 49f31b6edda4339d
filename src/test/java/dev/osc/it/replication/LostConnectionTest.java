// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.osc.demo.DatabaseServer;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.TestSchema;
import dev.osc.replication.Position;
import dev.osc.replication.StreamException;
import dev.osc.replication.binlog.BinlogPosition;
import dev.osc.schema.KeyTuple;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Connections that break, readers that pause, logs that are gone. */
final class LostConnectionTest {

    private static final String GTID = "gtid_mode=ON";
    private static final String CONSISTENT = "enforce_gtid_consistency=ON";

    /** The server waits for a reader that does not read. */
    private static final String SENDING =
            "command LIKE 'Binlog Dump%' AND (state LIKE 'Sending%' OR state = 'Writing to net')";

    private static final int NUMBERS = 1 << 16;

    /** More than the buffers of a connection hold, some 10 MB. */
    private static final String WIDE_ROWS = "INSERT INTO t SELECT i, REPEAT('p', 250) FROM n";

    /** A server that only this package asks for: it is stopped and its logs are deleted here. */
    private static final String OWN = "max_allowed_packet=64M";

    private static final String IMPATIENT = "net_write_timeout=1";

    @OnEachServer
    void goesOnWhenItsConnectionIsKilled(TestSchema schema) throws SQLException, InterruptedException {
        assertSurvivesKills(schema);
    }

    @OnEachServer(options = {GTID, CONSISTENT})
    void goesOnWhenItsConnectionIsKilledByGtid(TestSchema schema) throws SQLException, InterruptedException {
        assertSurvivesKills(schema);
    }

    private static void assertSurvivesKills(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute("CREATE TABLE t (id INT PRIMARY KEY, v INT)");
        try (Watch watch = Watch.start(schema, "t")) {
            Set<KeyTuple> seen = new HashSet<>();
            List<Position> ends = new ArrayList<>();
            try (Writers writers = Writers.start(schema, 2)) {
                for (int kill = 0; kill < 10; kill++) {
                    writers.await(writers.committed() + 100);
                    awaitDump(schema, "command LIKE 'Binlog Dump%'");
                    killDumps(schema);
                    collect(watch.drain(), seen, ends);
                }
            }
            collect(watch.drain(), seen, ends);
            assertThat(seen).isEqualTo(watch.stored());
            assertThat(ends).isSorted();
        }
    }

    private static void collect(Watch.Seen part, Set<KeyTuple> seen, List<Position> ends) {
        seen.addAll(part.keys());
        part.commits().forEach(commit -> ends.add(commit.end()));
    }

    /** All of them on the server: other tests' streams survive it as well. */
    private static void killDumps(TestSchema schema) throws SQLException {
        List<String> dumps =
                schema.rows("SELECT id FROM information_schema.processlist WHERE command LIKE 'Binlog Dump%'");
        for (String id : dumps) {
            try {
                schema.execute("KILL " + id);
            } catch (SQLException gone) {
                assertThat(gone.getErrorCode()).as("unknown thread").isEqualTo(1094);
            }
        }
    }

    /** A transaction that a kill cuts in two is told whole: rows may come twice, the commit once. */
    @OnEachServer
    void tellsATransactionWholeThatWasCutShort(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute("CREATE TABLE t (id INT PRIMARY KEY, pad CHAR(250))", "CREATE TABLE n (i INT PRIMARY KEY)");
        fillNumbers(schema);
        Position start = Watch.source(schema, "t", Watch.shape(schema, "t"), Watch.settings())
                .end();
        try (Watch watch = Watch.from(schema, "t", start, Limits.queueBytes(10_000))) {
            schema.execute(WIDE_ROWS);
            awaitDump(schema, SENDING);
            // the queue is full, and so are the buffers below it: the rest of the transaction is not even sent
            killDumps(schema);
            Watch.Seen seen = watch.drain();
            assertThat(new HashSet<>(seen.keys())).isEqualTo(watch.stored());
            assertThat(seen.keys()).as("rows that came twice").hasSizeGreaterThan(NUMBERS);
            assertThat(seen.commits()).hasSize(1);
        }
    }

    private static void fillNumbers(TestSchema schema) throws SQLException {
        schema.execute("INSERT INTO n VALUES (0)");
        for (int count = 1; count < NUMBERS; count *= 2) {
            schema.execute("INSERT INTO n SELECT i + " + count + " FROM n");
        }
    }

    /** Longer than the server would wait on its own: the stream has asked it for more patience. */
    @OnEachServer(options = {OWN, IMPATIENT})
    void waitsOnTheServerWhileNobodyPolls(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute("CREATE TABLE t (id INT PRIMARY KEY, pad CHAR(250))", "CREATE TABLE n (i INT PRIMARY KEY)");
        fillNumbers(schema);
        Position start = Watch.source(schema, "t", Watch.shape(schema, "t"), Watch.settings())
                .end();
        try (Watch watch = Watch.from(schema, "t", start, Limits.queueBytes(100_000))) {
            schema.execute(WIDE_ROWS, "UPDATE t SET pad = 'q' WHERE id < 25000");
            awaitDump(schema, SENDING);
            schema.execute("DO SLEEP(3)");
            Watch.Seen seen = watch.drain();
            assertThat(seen.keys()).as("no row twice: no new connection").hasSize(NUMBERS + 25_000);
            assertThat(new HashSet<>(seen.keys())).isEqualTo(watch.stored());
        }
    }

    private static void awaitDump(TestSchema schema, String condition) throws SQLException {
        String dumps = "SELECT COUNT(*) FROM information_schema.processlist WHERE " + condition;
        int times = 0;
        for (int look = 0; times < 20; look++) {
            times = schema.rows(dumps).equals(List.of("0")) ? 0 : times + 1;
            assertThat(look).as("looks for " + condition).isLessThan(2000);
            schema.execute("DO SLEEP(0.005)");
        }
    }

    @OnEachServer(options = {OWN, IMPATIENT})
    void survivesARestartOfTheServer(TestSchema schema) throws SQLException, InterruptedException {
        DatabaseServer server = schema.server().server();
        schema.execute("CREATE TABLE t (id INT PRIMARY KEY)");
        Position start = Watch.source(schema, "t", Watch.shape(schema, "t"), Watch.settings())
                .start();
        try (Watch watch = Watch.from(schema, "t", start, Limits.reconnects(100))) {
            schema.execute("INSERT INTO t VALUES (1)");
            server.kill();
            server.restart();
            schema.execute("INSERT INTO t VALUES (2)");
            assertThat(watch.drain().keys()).containsExactly(KeyTuple.ofLong(1), KeyTuple.ofLong(2));
        }
    }

    @OnEachServer(options = {OWN, IMPATIENT})
    void givesUpOnAServerThatStaysAway(TestSchema schema) throws SQLException {
        DatabaseServer server = schema.server().server();
        schema.execute("CREATE TABLE t (id INT PRIMARY KEY)");
        Position start = Watch.source(schema, "t", Watch.shape(schema, "t"), Watch.settings())
                .end();
        try (Watch watch = Watch.from(schema, "t", start, Limits.reconnects(3))) {
            server.kill();
            assertThatThrownBy(() -> watch.drainTo(new BinlogPosition("binlog.999999", 4, null)))
                    .isInstanceOf(StreamException.class)
                    .hasMessageContaining("3 attempts");
        } finally {
            server.restart();
        }
    }

    @OnEachServer(options = {OWN, IMPATIENT})
    void saysThatThePositionIsGone(TestSchema schema) throws SQLException {
        schema.execute("CREATE TABLE t (id INT PRIMARY KEY)");
        var source = Watch.source(schema, "t", Watch.shape(schema, "t"), Watch.settings());
        Position old = source.end();
        schema.execute("FLUSH BINARY LOGS", "FLUSH BINARY LOGS");
        String last = ((BinlogPosition) source.end()).file();
        schema.execute("PURGE BINARY LOGS TO '" + last + "'");
        assertThatThrownBy(() -> source.open(old))
                .isInstanceOf(StreamException.PositionLost.class)
                .hasMessageContaining("binlog_expire_logs_seconds");
        assertThatThrownBy(() -> source.open(new BinlogPosition(last, 1_000_000, null)))
                .isInstanceOf(StreamException.PositionLost.class);
    }

    @OnEachServer
    void saysWhichGrantIsMissing(TestSchema schema) throws SQLException {
        schema.execute(
                "CREATE TABLE t (id INT PRIMARY KEY)", "CREATE USER IF NOT EXISTS reader@'%' IDENTIFIED BY 'secret'");
        var root = Watch.source(schema, "t", Watch.shape(schema, "t"), Watch.settings());
        Position end = root.end();
        try {
            schema.execute("GRANT SELECT ON " + schema.name() + ".* TO reader@'%'");
            assertThatThrownBy(() ->
                            Watch.sourceAs(schema, "t", "reader", "secret").open(end))
                    .isInstanceOf(StreamException.class)
                    .hasMessageContaining("GRANT REPLICATION SLAVE");
            assertThatThrownBy(() ->
                            Watch.sourceAs(schema, "t", "reader", "secret").end())
                    .isInstanceOf(StreamException.class)
                    .hasMessageMatching("(?s).*(REPLICATION CLIENT|BINLOG MONITOR).*")
                    .hasMessageContaining("GRANT");
            assertThatThrownBy(
                            () -> Watch.sourceAs(schema, "t", "reader", "wrong").open(end))
                    .isInstanceOf(StreamException.class)
                    .hasMessageContaining("check the password");
            schema.execute("GRANT REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO reader@'%'");
            var allowed = Watch.sourceAs(schema, "t", "reader", "secret");
            allowed.open(allowed.end()).close();
        } finally {
            schema.execute("DROP USER reader@'%'");
        }
    }

    @OnEachServer
    void closesPromptlyWhateverItDoes(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute("CREATE TABLE t (id INT PRIMARY KEY, pad CHAR(250))", "CREATE TABLE n (i INT PRIMARY KEY)");
        fillNumbers(schema);
        Position start = Watch.source(schema, "t", Watch.shape(schema, "t"), Watch.settings())
                .end();
        Watch full = Watch.from(schema, "t", start, Limits.queueBytes(1000));
        Watch idle = Watch.fromEnd(schema, "n");
        schema.execute(WIDE_ROWS);
        awaitDump(schema, SENDING);
        long before = System.nanoTime();
        full.close();
        full.close();
        idle.close();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("osc-binlog-" + schema.name() + "."));
        assertThatThrownBy(() -> full.stream().poll(Duration.ZERO)).isInstanceOf(IllegalStateException.class);
    }
}
