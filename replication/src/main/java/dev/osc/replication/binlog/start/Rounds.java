// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog.start;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A budget of looks at the server, with pauses between them that the server keeps: DO SLEEP. Used by one thread. */
public final class Rounds {

    /** information_schema.innodb_trx is refreshed when it was not read for 100 ms (server: CACHE_MIN_IDLE_TIME). */
    private static final Duration PAUSE = Duration.ofMillis(120);

    private final Connection connection;
    private final Duration budget;
    private long left;

    public Rounds(Connection connection, Duration budget) {
        this.connection = connection;
        this.budget = budget;
        this.left = Math.max(1, budget.dividedBy(PAUSE));
    }

    Duration budget() {
        return budget;
    }

    /** Waits for the next look; says false when the budget is spent. */
    boolean next() throws SQLException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (left-- <= 0) {
            return false;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("DO SLEEP(" + PAUSE.toMillis() / 1000.0 + ")");
        }
        return true;
    }
}
