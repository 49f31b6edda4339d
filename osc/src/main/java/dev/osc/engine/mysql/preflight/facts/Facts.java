// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight.facts;

import dev.osc.plan.Amount;
import dev.osc.schema.Table;
import dev.osc.throttle.LocalDisk;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * What the preflight looks at, as it was at one moment.
 *
 * @param resuming whether the shadow of an earlier run is there, as it should be
 * @param unseen what the user might not look at: there the facts are silent
 */
public record Facts(Table table, boolean resuming, ServerState server, TableState here, List<String> unseen) {

    public Facts {
        unseen = List.copyOf(unseen);
    }

    /** A dozen questions. Reads only. */
    public static Facts read(Connection connection, Table table, LocalDisk disk, boolean resuming, ServerWords words)
            throws SQLException {
        Ask ask = new Ask(connection);
        ServerState server = ServerState.read(ask, disk);
        TableState here = TableState.read(ask, connection, table.name(), words);
        return new Facts(table, resuming, server, here, ask.unseen());
    }

    public Variables variables() {
        return server.variables();
    }

    /** The copy and the comparison. */
    public Duration toChange() {
        return Amount.toCopy(table.estimatedRows(), here.data() + here.indexes());
    }

    /** What the shadow and the log of its rows take on disk, while the source is still there, in bytes. */
    public long room() {
        return 2 * here.data() + here.indexes();
    }

    /** The table's schema. */
    public String schema() {
        return table.name().schema();
    }
}
