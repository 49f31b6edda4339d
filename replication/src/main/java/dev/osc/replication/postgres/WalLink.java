// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.postgres;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyDual;

/**
 * One connection that the server sends its log on; lives once. Over the driver's CopyDual rather than its
 * PGReplicationStream, which hides keep-alives: they say how far the log was read, and that somebody is there. Belongs to one
 * thread, but for {@link #abort}.
 */
final class WalLink implements AutoCloseable {

    /** The protocol counts from here. */
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    private static final int DATA_HEADER = 24;

    private final Connection connection;
    private final CopyDual copy;
    private final String system;
    private final int pid;
    private long received;

    /** Takes what comes. */
    interface Receiver {

        /** One message of the output plugin. */
        void data(ByteBuffer message);

        /** Everything up to there has been sent. */
        void keepAlive(Lsn sent);
    }

    private WalLink(Connection connection, CopyDual copy, String system, int pid, Lsn from) {
        this.connection = connection;
        this.copy = copy;
        this.system = system;
        this.pid = pid;
        this.received = from.value();
    }

    /**
     * @param streaming whether large transactions are sent while they run
     * @param patience for the rest of a message that has begun
     */
    static WalLink open(PostgresServer server, String slot, Lsn from, boolean streaming, Duration patience)
            throws SQLException {
        Connection connection = server.replication();
        boolean done = false;
        try (Statement statement = connection.createStatement()) {
            // values as osc's other sessions write them, whatever server, database and role are set to
            for (String setting : new String[] {
                "TimeZone = 'UTC'",
                "DateStyle = 'ISO'",
                "IntervalStyle = 'postgres'",
                "extra_float_digits = 3",
                "bytea_output = 'hex'",
                "search_path = ''",
                "statement_timeout = 0",
                "idle_in_transaction_session_timeout = 0"
            }) {
                statement.execute("SET " + setting);
            }
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(patience.toMillis()));
            PGConnection driver = connection.unwrap(PGConnection.class);
            String system = system(statement);
            CopyDual copy = driver.getCopyAPI().copyDual(start(driver, slot, from, streaming));
            WalLink link = new WalLink(connection, copy, system, driver.getBackendPID(), from);
            done = true;
            return link;
        } finally {
            if (!done) {
                connection.close();
            }
        }
    }

    private static String start(PGConnection quoting, String name, Lsn from, boolean streaming) throws SQLException {
        return "START_REPLICATION SLOT " + quoting.escapeIdentifier(name) + " LOGICAL " + from.text()
                + " (proto_version '2', publication_names '" + quoting.escapeLiteral(quoting.escapeIdentifier(name))
                + "', messages 'true', streaming '" + (streaming ? "on" : "off") + "')";
    }

    private static String system(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("IDENTIFY_SYSTEM")) {
            row.next();
            return row.getString("systemid");
        }
    }

    /** What tells this server from others, whatever name or address it is reached by. */
    String system() {
        return system;
    }

    /** The server's process at the other end. */
    int pid() {
        return pid;
    }

    /**
     * Hands over one message; false when none came within a millisecond or so.
     *
     * @throws IOException when the connection is lost
     */
    boolean receive(Receiver receiver) throws SQLException, IOException {
        byte @Nullable [] frame = copy.readFromCopy(false);
        if (frame == null) {
            if (!copy.isActive()) {
                throw new EOFException("the server ended the stream");
            }
            return false;
        }
        ByteBuffer in = ByteBuffer.wrap(frame);
        byte kind = in.get();
        switch (kind) {
            case 'w' -> {
                received = in.getLong(in.position());
                in.position(in.position() + DATA_HEADER);
                receiver.data(in.slice());
            }
            case 'k' -> {
                long sent = in.getLong();
                if (Long.compareUnsigned(sent, received) > 0) {
                    received = sent;
                }
                receiver.keepAlive(new Lsn(sent));
            }
            default -> throw new IOException("a frame of the unknown kind " + kind);
        }
        return true;
    }

    /**
     * Tells the server that somebody is there, and what it may forget.
     *
     * @param flushed nothing before it is asked for again
     * @param reply whether it shall answer with a keep-alive
     */
    void status(Lsn flushed, boolean reply) throws SQLException {
        Duration clock = Duration.between(EPOCH, Instant.now());
        byte[] message = ByteBuffer.allocate(1 + 4 * Long.BYTES + 1)
                .put((byte) 'r')
                .putLong(received)
                .putLong(flushed.value())
                .putLong(flushed.value())
                .putLong(clock.toNanos() / 1000)
                .put((byte) (reply ? 1 : 0))
                .array();
        copy.writeToCopy(message, 0, message.length);
        copy.flushCopy();
    }

    /** Ends the connection at once, from any thread. */
    void abort() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // it is gone either way
        }
    }

    /** Takes leave of the server, so that it lets the slot go without looking for a lost client. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // it is gone either way
        }
    }
}
