// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.replication.postgres;

import dev.osc.it.servers.TestSchema;
import java.sql.SQLException;

/** A server whose commits wait for a standby that there is not, until this is closed: they are logged and not visible. */
record Stall(TestSchema schema) implements AutoCloseable {

    static Stall begin(TestSchema schema) throws SQLException {
        return begin(schema, "nobody");
    }

    static Stall begin(TestSchema schema, String standbys) throws SQLException {
        schema.execute("ALTER SYSTEM SET synchronous_standby_names = '" + standbys + "'", "SELECT pg_reload_conf()");
        Until.isTrue(schema, "SELECT current_setting('synchronous_standby_names') = '" + standbys + "'");
        return new Stall(schema);
    }

    /** The row whose commit waits. */
    long await(StalledWriter writer) throws SQLException {
        Until.isTrue(schema, "SELECT count(*) = 1 FROM pg_stat_activity WHERE wait_event = 'SyncRep'");
        return writer.last();
    }

    void end() throws SQLException {
        schema.execute("ALTER SYSTEM RESET synchronous_standby_names", "SELECT pg_reload_conf()");
    }

    @Override
    public void close() throws SQLException {
        end();
    }
}
