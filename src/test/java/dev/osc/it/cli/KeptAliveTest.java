// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A connection that the network has swallowed is noticed within a minute, not after Linux's two hours. */
@ServersOf({Product.MYSQL, Product.POSTGRESQL})
final class KeptAliveTest {

    /** As /proc/net/tcp has it: established, and the timer that asks whether the other end is there. */
    private static final String ESTABLISHED = "01";

    private static final String KEEP_ALIVE = "02:";
    private static final int JIFFIES_A_SECOND = 100;

    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void everySessionOfARun(TestSchema schema) throws SQLException, IOException, InterruptedException {
        schema.execute("CREATE TABLE t (id INT PRIMARY KEY, v INT)", "INSERT INTO t VALUES (1, 1)");
        int port = schema.server().server().port();
        try (var holder = schema.connect();
                var holding = holder.createStatement()) {
            holder.setAutoCommit(false);
            holding.execute("SELECT * FROM t");
            // the cut-over waits for the holder
            try (var running = Osc.start(
                    Map.of(), "run", "--url", schema.url(), "--table", "t", "--alter", "ADD w INT", "--no-direct")) {
                Await.until(
                        running, () -> Files.readString(running.complained()).contains("cut-over attempt 1 of "));

                List<String> timers = timers(port);

                assertThat(timers).as("osc's idle sessions").hasSizeGreaterThanOrEqualTo(3);
                assertThat(timers)
                        .allSatisfy(timer ->
                                assertThat(Long.parseLong(timer, 16)).isLessThanOrEqualTo(31L * JIFFIES_A_SECOND));
            }
            holder.rollback();
        }
    }

    /** How long, in jiffies, until the other end is asked: of all connections to the port that would ever ask, but the holder's. */
    private static List<String> timers(int port) throws IOException {
        String remote = ":%04X".formatted(port);
        List<String> timers = new ArrayList<>();
        for (String file : List.of("tcp", "tcp6")) {
            for (String line : Files.readAllLines(Path.of("/proc/net", file))) {
                String[] fields = line.strip().split("\\s+");
                if (fields[2].endsWith(remote)
                        && fields[3].equals(ESTABLISHED)
                        && fields[5].startsWith(KEEP_ALIVE)
                        && Long.parseLong(fields[5].substring(3), 16) < 7000L * JIFFIES_A_SECOND) {
                    timers.add(fields[5].substring(3));
                }
            }
        }
        return timers;
    }
}
