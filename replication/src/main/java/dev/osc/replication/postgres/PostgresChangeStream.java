// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.postgres;

import dev.osc.replication.Change;
import dev.osc.replication.ChangeStream;
import dev.osc.replication.Position;
import dev.osc.replication.Quarantine;
import dev.osc.replication.StreamException;
import dev.osc.replication.postgres.pgoutput.Undecodable;
import dev.osc.replication.postgres.slot.Refusals;
import dev.osc.replication.queue.ChangeQueue;
import dev.osc.schema.TableName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stream over a slot. One thread, {@code osc-slot-1}, owns the connection: it reads, interprets and queues, and while the queue
 * is full it reads nothing, but goes on telling the server that it is there. A lost connection is restored behind the last whole
 * transaction, with a bounded number of attempts in a row that come no further.
 */
final class PostgresChangeStream implements ChangeStream {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresChangeStream.class);
    private static final int LONGEST_PAUSE = 16;
    private static final Duration PROMPT = Duration.ofSeconds(2);

    /** Looks of a millisecond each that find nothing, before there are pauses between them. */
    private static final int LIVELY = 50;

    private static final Duration REST = Duration.ofMillis(5);

    /** admin_shutdown, crash_shutdown, cannot_connect_now (manual, "PostgreSQL Error Codes"). */
    private static final Set<String> SHUTTING_DOWN = Set.of("57P01", "57P02", "57P03");

    private final SlotDoor door;
    private final SlotSettings settings;
    private final TableName table;
    private final ChangeQueue queue;
    private final TableEvents events;
    private final Thread thread =
            Thread.ofPlatform().name("osc-slot-1").daemon().unstarted(this::follow);
    private volatile Lsn acknowledged;
    private volatile WalLink link;

    /** Owned by the thread. */
    private boolean streaming;

    private long told = System.nanoTime();

    private long heard = told;
    private int failures;
    private Lsn reached;
    private final Receiver receiver = new Receiver();

    private PostgresChangeStream(
            SlotDoor door, SlotSettings settings, StreamedTable table, Lsn from, Runnable definitionCheck)
            throws SQLException, InterruptedException {
        this.door = door;
        this.settings = settings;
        this.table = table.name();
        this.queue = new ChangeQueue(settings.queueBytes());
        this.acknowledged = from;
        this.reached = from;
        this.streaming = settings.heldBytes() > 0;
        this.events = new TableEvents(
                table, from, definitionCheck, new StreamedKeys(settings.heldBytes()), this::putPatiently);
        this.link = door.enter(from, streaming);
    }

    /**
     * Opens a stream; what the server refuses is thrown here.
     *
     * @param definitionCheck asked when the server has looked at the table's definition again; throws when it is another
     */
    static PostgresChangeStream open(
            SlotDoor door, SlotSettings settings, StreamedTable table, Lsn from, Runnable definitionCheck)
            throws SQLException, InterruptedException {
        PostgresChangeStream stream = new PostgresChangeStream(door, settings, table, from, definitionCheck);
        stream.thread.start();
        return stream;
    }

    @Override
    public @Nullable Change poll(Duration timeout) throws InterruptedException {
        return queue.poll(timeout);
    }

    /** The slot's log up to there may go. */
    @Override
    public void acknowledge(Position position) {
        Lsn lsn = (Lsn) position;
        if (lsn.compareTo(acknowledged) > 0) {
            acknowledged = lsn;
        }
    }

    /** Shutting down, the server waits until all that was sent is acknowledged (src/backend/replication/walsender.c, WalSndDone). */
    @Override
    public void refused(SQLException reason) {
        if (SHUTTING_DOWN.contains(String.valueOf(reason.getSQLState()))) {
            LOG.warn("the server is stopping ({}): the log's connection is given up", reason.getMessage());
            link.abort();
        }
    }

    @Override
    public void close() {
        queue.close();
        boolean interrupted = false;
        try {
            if (!thread.join(PROMPT)) {
                link.abort();
                thread.join(PROMPT);
            }
        } catch (InterruptedException e) {
            link.abort();
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The thread's life: connections one after the other, until one of them ends the stream. */
    private void follow() {
        StreamException reason;
        try {
            reason = readUntilRefused();
        } catch (StreamException e) {
            reason = e;
        } catch (ChangeQueue.Closed | InterruptedException e) {
            reason = new StreamException("the change stream of " + table + " was closed");
        } catch (RuntimeException | Error e) {
            LOG.error("the change stream of {} failed", table, e);
            reason = new StreamException("the change stream of " + table + " failed: " + e, e);
        } finally {
            link.close();
        }
        queue.fail(reason);
    }

    private StreamException readUntilRefused() throws InterruptedException {
        while (true) {
            Exception lost = readUntilLost();
            link.close();
            if (lost instanceof StreamedKeys.OutOfRoom) {
                LOG.info("transactions in progress take too much room here: the server keeps them until they commit");
                streaming = false;
                failures = 0;
            }
            restore(lost);
        }
    }

    /** One connection; gives back why it ended. */
    private Exception readUntilLost() throws InterruptedException {
        try {
            heard = System.nanoTime();
            int quiet = 0;
            while (true) {
                if (queue.isClosed()) {
                    throw new ChangeQueue.Closed();
                }
                if (link.receive(receiver)) {
                    heard = System.nanoTime();
                    quiet = 0;
                } else {
                    events.idle();
                    if (++quiet > LIVELY) {
                        queue.awaitClosed(REST);
                    }
                }
                tellIfDue();
                if (since(heard).compareTo(settings.silence()) > 0) {
                    if (!door.stillServes()) {
                        return new IOException(
                                "nothing was heard for " + settings.silence().toSeconds() + " s");
                    }
                    heard = System.nanoTime();
                }
            }
        } catch (SQLException | IOException | UncheckedIOException | StreamedKeys.OutOfRoom e) {
            return e;
        }
    }

    /** Goes on behind the last whole transaction, on a new connection; gives up after a number of attempts without progress. */
    private void restore(Exception cause) throws InterruptedException {
        Exception lost = cause;
        while (true) {
            if (queue.isClosed()) {
                // lost because it was closed
                throw new ChangeQueue.Closed();
            }
            failures = events.boundary().equals(reached) ? failures + 1 : 1;
            reached = events.boundary();
            if (lost instanceof SQLException refusal) {
                Optional<StreamException> ending = Refusals.ending("log of " + table, refusal);
                if (ending.isPresent()) {
                    throw ending.get();
                }
            }
            if (failures > settings.reconnects()) {
                throw new StreamException(
                        "the connection for the log of " + table + " failed and could not be restored in "
                                + settings.reconnects() + " attempts: " + why(lost),
                        lost);
            }
            if (!(lost instanceof StreamedKeys.OutOfRoom)) {
                LOG.warn("the log's connection was lost ({}); going on from {}", why(lost), reached);
                int factor = Math.min(LONGEST_PAUSE, 1 << (failures - 1));
                queue.awaitClosed(settings.reconnectPause().multipliedBy(factor));
            }
            if (queue.isClosed()) {
                throw new ChangeQueue.Closed();
            }
            events.restart();
            try {
                link = door.enter(reached, streaming);
                return;
            } catch (SQLException e) {
                lost = e;
            }
        }
    }

    /** The driver wraps what happened in a sentence that says little. */
    private static String why(Exception lost) {
        Throwable cause = lost.getCause();
        return cause == null || cause.getMessage() == null
                ? String.valueOf(lost.getMessage())
                : lost.getMessage() + ": " + cause.getMessage();
    }

    private final class Receiver implements WalLink.Receiver {
        @Override
        public void data(ByteBuffer message) {
            ByteBuffer whole = message.duplicate();
            try {
                events.accept(message);
            } catch (Undecodable e) {
                byte[] bytes = new byte[whole.remaining()];
                whole.get(bytes);
                String reason =
                        "the log can not be read for " + table + " behind " + events.boundary() + ": " + e.getMessage();
                throw new StreamException.Unreadable(
                        reason + Quarantine.standard().keep(reason, "a message of pgoutput", bytes), e);
            }
        }

        @Override
        public void keepAlive(Lsn sent) {
            events.keepAlive(sent);
        }
    }

    /** Waits for room, and meanwhile keeps the connection. */
    private void putPatiently(Change change) {
        try {
            while (!queue.awaitRoom(settings.statusInterval())) {
                tellIfDue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("nobody interrupts " + thread.getName(), e);
        } catch (SQLException e) {
            throw new UncheckedIOException(new IOException(e.getMessage(), e));
        }
        queue.put(change);
    }

    /** An answer is asked for when nothing has come since the last time: it says how far the log was read. */
    private void tellIfDue() throws SQLException {
        if (since(told).compareTo(settings.statusInterval()) >= 0) {
            link.status(acknowledged, heard - told < 0);
            told = System.nanoTime();
        }
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
