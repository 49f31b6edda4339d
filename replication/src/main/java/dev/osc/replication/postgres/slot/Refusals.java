// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.postgres.slot;

import dev.osc.replication.StreamException;
import java.sql.SQLException;
import java.util.Optional;

/** What the server's errors mean for a stream, and what to do. */
public final class Refusals {

    private Refusals() {}

    /** @param what what could not be had */
    public static StreamException explain(String what, SQLException failure) {
        String said = failure.getMessage();
        String state = String.valueOf(failure.getSQLState());
        String advice = switch (state) {
            case "42501" ->
                "; the user needs REPLICATION (ALTER ROLE … REPLICATION), CREATE on the database"
                        + " (GRANT CREATE ON DATABASE …) and must own the table";
            case "53400" -> "; raise max_replication_slots, or drop a slot that nobody needs (pg_replication_slots)";
            case "53300" -> "; raise max_connections or max_wal_senders";
            case "55000" -> "; logical decoding needs wal_level=logical, set on the primary and followed by a restart";
            case "25006" -> "; this server is a standby or read-only: point osc at the primary";
            case "55P03" -> "; another session holds a lock on the table: a VACUUM, CREATE INDEX or ALTER TABLE";
            default -> "";
        };
        return new StreamException("no " + what + ": " + said + advice, failure);
    }

    /** Whether a slot could not be dropped because somebody just took it, or dropped it. */
    static boolean inUseOrGone(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return state.equals("55006") || state.equals("42704");
    }

    /** What a stream that was under way ends with; nothing where trying again, on a new connection, may help. */
    public static Optional<StreamException> ending(String what, SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        if (state.startsWith("28") || state.equals("42501") || state.equals("3D000")) {
            return Optional.of(explain(what, failure));
        }
        if (state.startsWith("42")) {
            // slot or publication are gone
            return Optional.of(new StreamException.PositionLost(
                    "no " + what + " any more: " + failure.getMessage() + "; start the migration anew", failure));
        }
        return Optional.empty();
    }
}
