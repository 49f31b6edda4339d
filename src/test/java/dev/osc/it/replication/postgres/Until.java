// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.replication.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.it.servers.TestSchema;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Waits for a condition of the server's, looking again and again. */
final class Until {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Until() {}

    /** @param query gives one row of one boolean */
    static void isTrue(TestSchema schema, String query) throws SQLException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!schema.rows(query).equals(List.of("t"))) {
            assertThat(System.nanoTime()).as("waiting for: %s", query).isLessThan(deadline);
            schema.execute("SELECT pg_sleep(0.02)");
        }
    }
}
