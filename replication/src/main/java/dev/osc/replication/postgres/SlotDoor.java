// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.postgres;

import dev.osc.replication.StreamException;
import dev.osc.replication.postgres.slot.Slot;
import dev.osc.replication.postgres.slot.SyncStandbys;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets a stream in at its slot: looks first whether that can still give what is asked for, and sends away the process that
 * served the connection before. Owned by one thread at a time.
 */
final class SlotDoor {

    /** A process that lost its client ends at once, or as soon as it has something to send. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final PostgresServer server;
    private final String name;
    private final Duration silence;
    private @Nullable String system;
    private int served;

    SlotDoor(PostgresServer server, String name, Duration silence) {
        this.server = server;
        this.name = name;
        this.silence = silence;
    }

    /**
     * @throws SQLException when another try may help, or the server refuses
     * @throws StreamException when the slot is gone, or somebody else's
     */
    WalLink enter(Lsn from, boolean streaming) throws SQLException, InterruptedException {
        try (Connection connection = server.session(silence)) {
            SyncStandbys.requireNotOurs(connection);
            awaitFree(connection, from);
        }
        WalLink link = WalLink.open(server, name, from, streaming, silence);
        if (system != null && !system.equals(link.system())) {
            link.close();
            throw new StreamException.PositionLost("another server answers at " + server + " (system " + link.system()
                    + ", before " + system + "): positions of one mean nothing on the other; start the migration anew");
        }
        system = link.system();
        served = link.pid();
        return link;
    }

    private void awaitFree(Connection connection, Lsn from) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Slot slot = Slot.find(connection, name)
                    .orElseThrow(() -> Slot.missing(name))
                    .requireReadable();
            requireHeld(slot, from);
            if (slot.holderPid() == 0) {
                return;
            }
            if (slot.holderPid() == served) {
                Slot.terminate(connection, served);
            } else if (System.nanoTime() > deadline) {
                throw new StreamException("the replication slot " + name + " is in use by " + slot.holder()
                        + "; another osc is at work on this table, or was: if it is dead, end that process with"
                        + " pg_terminate_backend(" + slot.holderPid() + ")");
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            Slot.pause(connection);
        }
    }

    /** The server would begin where it may, without a word. */
    private void requireHeld(Slot slot, Lsn from) {
        String confirmed = slot.confirmed();
        if (confirmed == null || Lsn.parse(confirmed).compareTo(from) > 0) {
            throw new StreamException.PositionLost("the replication slot " + name + " begins at " + confirmed
                    + ", behind " + from + ": what lies between is gone; start the migration anew");
        }
    }

    /** Whether the server still serves the last connection, which has been silent; asked on another one. */
    boolean stillServes() {
        try (Connection connection = server.session(silence)) {
            Optional<Slot> slot = Slot.find(connection, name);
            return slot.isPresent() && slot.get().holderPid() == served;
        } catch (SQLException e) {
            return false;
        }
    }
}
