// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog;

import dev.osc.replication.Change;
import dev.osc.replication.ChangeStream;
import dev.osc.replication.Position;
import dev.osc.replication.Quarantine;
import dev.osc.replication.StreamException;
import dev.osc.replication.binlog.event.BrokenEvent;
import dev.osc.replication.binlog.event.RawEvent;
import dev.osc.replication.binlog.row.Undecodable;
import dev.osc.replication.queue.ChangeQueue;
import dev.osc.replication.queue.ChangeSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stream over a server's binary log. One thread, {@code osc-binlog-<table>}, reads, interprets and queues; it alone owns
 * the interpreter. A lost connection is restored at the last whole transaction, with a bounded number of attempts in a row
 * that come no further. Rows of a transaction that was cut short are delivered again then; a {@link Change.Commit} is not,
 * except behind offsets beyond 2^32 (see {@link LogCursor}).
 */
public final class BinlogStream implements ChangeStream {

    private static final Logger LOG = LoggerFactory.getLogger(BinlogStream.class);
    private static final int LONGEST_PAUSE = 64;
    private static final Duration PROMPT = Duration.ofSeconds(5);

    private final BinlogServer server;
    private final StreamSettings settings;
    private final String table;
    private final ChangeQueue queue;
    private final EventInterpreter interpreter;
    private final Quarantine quarantine = Quarantine.standard();
    private final CompletableFuture<Void> opened = new CompletableFuture<>();
    private final Thread thread;
    private final Object lock = new Object();
    private @Nullable DumpLink link;

    /** Owned by the reading thread: which server answered first. */
    private long knownServer = -1;

    private BinlogStream(
            BinlogServer server,
            StreamSettings settings,
            String table,
            Function<ChangeSink, EventInterpreter> interpreter) {
        this.server = server;
        this.settings = settings;
        this.table = table;
        this.queue = new ChangeQueue(settings.queueBytes());
        this.interpreter = interpreter.apply(queue);
        this.thread = Thread.ofPlatform().name("osc-binlog-" + table).daemon().unstarted(this::follow);
    }

    /**
     * Opens a stream and waits for its first event, so that what the server refuses is thrown here.
     *
     * @param table for messages and the thread's name
     */
    public static BinlogStream open(
            BinlogServer server,
            StreamSettings settings,
            String table,
            Function<ChangeSink, EventInterpreter> interpreter) {
        BinlogStream stream = new BinlogStream(server, settings, table, interpreter);
        stream.thread.start();
        boolean done = false;
        try {
            stream.opened.get();
            done = true;
            return stream;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof StreamException known
                    ? known
                    : new StreamException("the binary log of " + server + " could not be opened", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StreamException("interrupted while the binary log of " + server + " was opened", e);
        } finally {
            if (!done) {
                stream.close();
            }
        }
    }

    @Override
    public @Nullable Change poll(Duration timeout) throws InterruptedException {
        return queue.poll(timeout);
    }

    /** The server keeps its log by its own rules: there is nothing to tell it. */
    @Override
    public void acknowledge(Position position) {}

    @Override
    public void close() {
        queue.close();
        synchronized (lock) {
            if (link != null) {
                link.abort();
            }
        }
        boolean interrupted = false;
        try {
            thread.join(PROMPT);
        } catch (InterruptedException e) {
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
        }
        queue.fail(reason);
        opened.completeExceptionally(reason);
    }

    private StreamException readUntilRefused() throws InterruptedException {
        int failures = 0;
        while (true) {
            BinlogPosition from = interpreter.boundary();
            IOException lost = readOnce(from);
            if (queue.isClosed()) {
                throw new ChangeQueue.Closed();
            }
            Optional<StreamException> refused = ServerRefusal.of(lost, server, from);
            if (refused.isPresent()) {
                return refused.get();
            }
            failures = interpreter.boundary().equals(from) ? failures + 1 : 1;
            if (!opened.isDone() || failures > settings.reconnects()) {
                return givenUp(lost);
            }
            LOG.warn(
                    "the binary log's connection to {} was lost ({}); going on from {}",
                    server,
                    lost.getMessage(),
                    interpreter.boundary());
            int factor = Math.min(LONGEST_PAUSE, 1 << (failures - 1));
            queue.awaitClosed(settings.reconnectPause().multipliedBy(factor));
            interpreter.restart();
        }
    }

    private StreamException givenUp(IOException lost) {
        String reason = "the connection for the binary log of " + server + " failed"
                + (opened.isDone() ? " and could not be restored in " + settings.reconnects() + " attempts" : "") + ": "
                + lost.getMessage();
        String kept = lost.getCause() instanceof BrokenEvent event
                ? quarantine.keep(reason, "behind " + interpreter.boundary(), event.bytes())
                : "";
        return new StreamException(reason + kept, lost);
    }

    /** One connection; gives back why it ended. */
    private IOException readOnce(BinlogPosition from) {
        DumpLink current = new DumpLink(server, settings.serverId());
        synchronized (lock) {
            link = current;
        }
        if (queue.isClosed()) {
            // close() may have come before there was a link to end
            throw new ChangeQueue.Closed();
        }
        try {
            current.run(from, new Receiver());
            throw new AssertionError("a connection ended without a reason");
        } catch (IOException e) {
            return e;
        } catch (UncheckedIOException e) {
            // the interpreter could not ask the server something: as good as a lost connection
            return new IOException(e.getMessage(), e);
        }
    }

    private final class Receiver implements DumpLink.Receiver {
        @Override
        public void connected(long serverId) {
            boolean other = knownServer >= 0 && knownServer != serverId;
            if (other && interpreter.boundary().gtids() == null) {
                throw new StreamException.PositionLost(
                        "another server answers at " + server + " (server_id " + serverId + ", before " + knownServer
                                + "): positions of one mean nothing on the other; start the migration anew");
            }
            interpreter.connected(serverId, knownServer >= 0);
            if (other) {
                LOG.warn(
                        "another server answers at {} (server_id {}, before {}); going on by GTIDs",
                        server,
                        serverId,
                        knownServer);
            }
            knownServer = serverId;
        }

        @Override
        public void event(RawEvent event) {
            try {
                interpreter.accept(event);
            } catch (Undecodable e) {
                throw unreadable(
                        "the binary log of " + server + " can not be read for " + table + " (event type " + event.type()
                                + ", before " + interpreter.end() + "): " + e.getMessage(),
                        event,
                        e);
            } catch (StreamException.Unreadable e) {
                throw unreadable(String.valueOf(e.getMessage()), event, e);
            }
            opened.complete(null);
        }

        @Override
        public boolean passesOver(long tableId) {
            return interpreter.passesOver(tableId);
        }

        /** Nothing is read behind it: its bytes are kept, for whoever is to find out. */
        private StreamException unreadable(String reason, RawEvent event, RuntimeException cause) {
            String what = "type " + event.type() + ", flags " + event.flags() + ", ends at " + event.nextPosition();
            return new StreamException.Unreadable(reason + quarantine.keep(reason, what, event.body()), cause);
        }
    }
}
