// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.postgres;

import dev.osc.replication.ChangeSource;
import dev.osc.replication.ChangeStream;
import dev.osc.replication.Position;
import dev.osc.replication.StreamException;
import dev.osc.replication.postgres.slot.Definition;
import dev.osc.replication.postgres.slot.Marker;
import dev.osc.replication.postgres.slot.Publication;
import dev.osc.replication.postgres.slot.Refusals;
import dev.osc.replication.postgres.slot.Slot;
import dev.osc.replication.postgres.slot.SlotCreation;
import dev.osc.replication.postgres.slot.SlotLeftovers;
import dev.osc.replication.postgres.slot.SyncStandbys;
import dev.osc.replication.postgres.slot.WritersAtStart;
import dev.osc.schema.KeyShape;
import dev.osc.schema.SqlFailures;
import dev.osc.schema.TableName;
import dev.osc.schema.postgres.PostgresFailures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The watched table's changed keys by logical replication: {@link #start} makes a publication and a slot of one name, each
 * stream reads that slot, {@link #release} drops both. The user needs REPLICATION, CREATE on the database, and to own the table.
 * Thread-safe; one stream at a time.
 */
public final class PostgresChangeSource implements ChangeSource {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresChangeSource.class);

    private static final int RELEASE_PATIENCE_MILLIS = 60_000;
    private static final int RELEASE_ATTEMPTS = 3;

    private final PostgresServer server;
    private final TableName table;
    private final KeyShape shape;
    private final String name;
    private final SlotSettings settings;

    /** What the stream began with. */
    private volatile @Nullable Definition known;

    /** Whether the slot is this source's: made or entered by it. */
    private volatile boolean owned;

    /** @param name of slot and publication, see {@link dev.osc.replication.postgres.slot.SlotName} */
    public PostgresChangeSource(
            PostgresServer server, TableName table, KeyShape shape, String name, SlotSettings settings) {
        this.server = server;
        this.table = table;
        this.shape = shape;
        this.name = name;
        this.settings = settings;
    }

    /**
     * Makes publication and slot; what a dead run left under their name is dropped first. When this fails or is interrupted,
     * nothing is left.
     */
    @Override
    public Position start() throws InterruptedException {
        long deadline = System.nanoTime() + settings.startBudget().toNanos();
        try (Connection connection = session();
                Connection creating = session()) {
            SyncStandbys.requireNotOurs(connection);
            clear(connection);
            owned = true;
            boolean done = false;
            try {
                // first: a slot can not read what was logged before its publication was there
                Publication publication = Publication.create(connection, name, table, shape);
                String start = new SlotCreation(creating, connection, name).run(left(deadline));
                new WritersAtStart(connection, publication.table()).await(left(deadline));
                known = publication.definition();
                done = true;
                return Lsn.parse(start);
            } finally {
                if (!done) {
                    dropAfterFailure(connection);
                }
            }
        } catch (SQLException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException(e.getMessage());
            }
            throw Refusals.explain("replication slot for " + table + " on " + server, e);
        }
    }

    private static Duration left(long deadline) {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }

    private void clear(Connection connection) throws SQLException {
        Optional<Slot> slot = Slot.find(connection, name);
        if (slot.isPresent() && slot.get().holderPid() != 0) {
            throw new StreamException("the replication slot " + name + " of " + table + " is in use by "
                    + slot.get().holder() + ": another osc is at work on this table");
        }
        for (String dropped : SlotLeftovers.drop(connection, name)) {
            LOG.info("{}, which an earlier run had left", dropped);
        }
    }

    private void dropAfterFailure(Connection connection) {
        try {
            SlotLeftovers.drop(connection, name);
        } catch (SQLException | StreamException e) {
            LOG.warn("slot and publication {} could not be dropped: {}; run osc cleanup", name, e.getMessage());
        }
    }

    /** A session whose settings do not end long waits. */
    private Connection session() throws SQLException {
        Connection connection = server.session();
        boolean done = false;
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET statement_timeout = 0; SET lock_timeout = 0");
            done = true;
            return connection;
        } finally {
            if (!done) {
                connection.close();
            }
        }
    }

    @Override
    public Position end() {
        try (Connection connection = session()) {
            return end(connection);
        } catch (SQLException e) {
            throw Refusals.explain("end of the log of " + server, e);
        }
    }

    /**
     * Writes a marker, in a transaction of its own, and looks whether table and publication are what they were.
     *
     * @param connection within no transaction
     * @throws StreamException.TableChanged when they are not: the stream may have missed something
     */
    @Override
    public Position end(Connection connection) throws SQLException {
        Marker marker = Marker.write(connection, name, table);
        Definition before = known;
        if (before != null) {
            before.requireSame(marker.definition(), table);
        }
        return Lsn.parse(marker.lsn());
    }

    @Override
    public ChangeStream open(Position from) {
        return open(from, new StreamedTable(table, shape, null));
    }

    /** What the log shows of the retired table is known by its oid, and passed over. */
    @Override
    public ChangeStream openBeforeSwap(Position from, TableName retired) {
        try (Connection connection = server.session(settings.silence())) {
            return open(from, new StreamedTable(table, shape, Publication.oid(connection, table)));
        } catch (SQLException e) {
            throw Refusals.explain("stream of the replication slot " + name + " for " + table + " on " + server, e);
        }
    }

    private ChangeStream open(Position from, StreamedTable streamed) {
        try {
            if (known == null) {
                known = definition();
            }
            ChangeStream stream = PostgresChangeStream.open(
                    new SlotDoor(server, name, settings.silence()),
                    settings,
                    streamed,
                    (Lsn) from,
                    this::requireSameDefinition);
            owned = true;
            return stream;
        } catch (SQLException e) {
            throw Refusals.explain("stream of the replication slot " + name + " for " + table + " on " + server, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StreamException("interrupted while the replication slot " + name + " was opened", e);
        }
    }

    private Definition definition() throws SQLException {
        try (Connection connection = server.session(settings.silence())) {
            return Definition.read(connection, name, table);
        }
    }

    private void requireSameDefinition() {
        Definition before = known;
        try {
            if (before != null) {
                before.requireSame(definition(), table);
            }
        } catch (SQLException e) {
            // as good as a lost connection: asked again on the next one
            throw new UncheckedIOException(new IOException(e.getMessage(), e));
        }
    }

    @Override
    public Position parse(String text) {
        return Lsn.parse(text);
    }

    @Override
    public OptionalLong retained(Connection connection) throws SQLException {
        Slot slot = Slot.find(connection, name).orElseThrow(() -> Slot.missing(name));
        return OptionalLong.of(slot.requireReadable().retained());
    }

    /** Leaves alone what another osc is using. */
    @Override
    public void release() {
        // a session can not be opened by a thread that is interrupted
        boolean interrupted = Thread.interrupted();
        try {
            for (int attempt = 1; !released(attempt); attempt++) {
                interrupted |= Thread.interrupted();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** False when an interrupt came in between, or the connection was lost and it is worth another attempt. */
    private boolean released(int attempt) {
        try (Connection connection = session()) {
            connection.setNetworkTimeout(Runnable::run, RELEASE_PATIENCE_MILLIS);
            boolean others = !owned
                    && Slot.find(connection, name)
                            .filter(slot -> slot.holderPid() != 0)
                            .isPresent();
            if (!others) {
                SlotLeftovers.drop(connection, name);
            }
            return true;
        } catch (SQLException e) {
            boolean lost = new PostgresFailures().kindOf(e) == SqlFailures.Kind.CONNECTION_LOST
                    && !(e.getCause() instanceof SocketTimeoutException);
            if (Thread.currentThread().isInterrupted() || (lost && attempt < RELEASE_ATTEMPTS)) {
                return false;
            }
            throw new StreamException(
                    "slot and publication " + name + " could not be dropped: " + e.getMessage()
                            + "; run osc cleanup soon: the slot holds back the server's log",
                    e);
        }
    }
}
