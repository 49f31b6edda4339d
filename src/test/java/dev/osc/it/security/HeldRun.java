// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.security;

import dev.osc.it.cli.Await;
import dev.osc.it.cli.Osc;
import dev.osc.it.servers.TestSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A run of osc as a process, all its threads and sessions at work, which finds no moment to swap: somebody reads the table. */
final class HeldRun implements AutoCloseable {

    private final Connection reader;
    private final Osc.Running running;

    HeldRun(TestSchema schema, Map<String, String> environment, String... options)
            throws SQLException, IOException, InterruptedException {
        reader = schema.connect();
        reader.setAutoCommit(false);
        try (var reading = reader.createStatement()) {
            reading.executeQuery("SELECT COUNT(*) FROM orders").close();
        }
        List<String> all = new ArrayList<>(List.of("run", "--table", "orders", "--no-direct"));
        all.addAll(List.of("--cut-over-lock-timeout-seconds", "1", "--verbose", "--alter", "ADD COLUMN c INT"));
        all.addAll(List.of(options));
        running = Osc.start(environment, all.toArray(String[]::new));
        try {
            Await.until(running, () -> Files.readString(running.complained()).contains("cut-over attempt 1"));
        } catch (AssertionError e) {
            close();
            throw e;
        }
    }

    long pid() {
        return running.process().pid();
    }

    /** The table is let go: the run ends. */
    Osc.Ran ended() throws SQLException, IOException, InterruptedException {
        reader.commit();
        return running.ended();
    }

    @Override
    public void close() throws SQLException, IOException {
        running.close();
        reader.close();
    }
}
