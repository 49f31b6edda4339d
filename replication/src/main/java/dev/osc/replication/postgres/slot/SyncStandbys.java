// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.postgres.slot;

import dev.osc.replication.StreamException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

/**
 * Sees to it that the stream is no synchronous standby. The wildcard of synchronous_standby_names takes any process that
 * receives the log, a logical one too (manual, "synchronous_standby_names"): commits of the application would wait until osc has
 * written a checkpoint, or, worse, be called safe when nobody but osc has them.
 */
public final class SyncStandbys {

    private SyncStandbys() {}

    public static void requireNotOurs(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT current_setting('synchronous_standby_names')")) {
            row.next();
            String names = row.getString(1);
            if (takesAnyone(names)) {
                throw new StreamException("synchronous_standby_names = '" + names
                        + "' would make osc's stream a synchronous standby, and commits wait for it; name the standbys"
                        + " (their application_name) in place of *");
            }
        }
    }

    static boolean takesAnyone(String names) {
        return Arrays.stream(names.split("[\\s,()]+")).anyMatch(name -> name.equals("*") || name.equals("\"*\""));
    }
}
