// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import com.github.shyiko.mysql.binlog.network.protocol.command.QueryCommand;
import dev.osc.replication.binlog.event.EventFraming;
import dev.osc.replication.binlog.event.RawEvent;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One connection that the server sends its log on, over the binlog library's client; lives once. The library connects, logs
 * in and cuts packets; its own reconnecting, bookkeeping and decoding are switched off. {@link #run} belongs to one thread,
 * {@link #abort} may come from any.
 */
final class DumpLink {

    /**
     * How long the server may wait on a reader that does not read. Its default of 60 s would end the connection of a stream
     * under back-pressure (manual, net_write_timeout).
     */
    private static final Duration UNREAD = Duration.ofHours(6);

    /** The library logs each connect; what matters is told by exceptions. Held, as loggers are weakly referenced. */
    private static final Logger LIBRARY_LOG = Logger.getLogger(Client.class.getName());

    /** Takes what the connection brings, in the reading thread. */
    interface Receiver {
        /** The server's own id, before its first event. */
        void connected(long serverId);

        void event(RawEvent event);

        /** Whether the rows of that table number concern nobody. */
        boolean passesOver(long tableId);
    }

    private final BinlogServer server;
    private final long replicaId;
    private final Object lock = new Object();
    private @Nullable Socket socket;
    private boolean aborted;

    /** Owned by the running thread. */
    private @Nullable Throwable ended;

    DumpLink(BinlogServer server, long replicaId) {
        this.server = server;
        this.replicaId = replicaId;
        LIBRARY_LOG.setLevel(Level.OFF);
    }

    /**
     * Reads from the position until the connection ends or the receiver throws; what it throws comes out of here.
     *
     * @throws IOException why the connection ended; never returns normally
     */
    void run(BinlogPosition from, Receiver receiver) throws IOException {
        Client client = new Client(receiver);
        if (from.gtids() != null) {
            client.setGtidSet(from.gtids().text());
        } else {
            client.setBinlogFilename(from.file());
            client.setBinlogPosition(from.offset());
        }
        client.registerLifecycleListener(new Lifecycle(receiver));
        client.registerEventListener(event -> {
            if (ended == null && event.getData() instanceof EventFraming.Framed framed) {
                guarded(() -> receiver.event(framed.event()));
            }
        });
        try {
            client.connect();
        } finally {
            abort();
        }
        switch (ended) {
            case null -> throw new EOFException("the server closed the connection");
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
    }

    /** The library swallows what listeners throw: keep it, and end the connection. */
    private void guarded(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            end(e);
        }
    }

    private void end(Throwable reason) {
        if (ended == null) {
            ended = reason;
        }
        abort();
    }

    /** Ends the connection at once, also one that is still being opened. */
    void abort() {
        synchronized (lock) {
            aborted = true;
            if (socket != null) {
                try {
                    socket.close();
                } catch (IOException e) {
                    // it is gone either way
                }
            }
        }
    }

    private Socket openSocket() throws SocketException {
        synchronized (lock) {
            if (aborted) {
                throw new SocketException("the connection was given up");
            }
            Socket opened = new Socket();
            opened.setSoTimeout((int) server.silence().toMillis());
            opened.setTcpNoDelay(true);
            opened.setKeepAlive(true);
            socket = opened;
            return opened;
        }
    }

    private final class Lifecycle extends BinaryLogClient.AbstractLifecycleListener {
        private final Receiver receiver;

        Lifecycle(Receiver receiver) {
            this.receiver = receiver;
        }

        @Override
        public void onConnect(BinaryLogClient client) {
            guarded(() -> receiver.connected(client.getMasterServerId()));
        }

        @Override
        public void onCommunicationFailure(BinaryLogClient client, Exception failure) {
            end(failure);
        }

        @Override
        public void onEventDeserializationFailure(BinaryLogClient client, Exception failure) {
            end(failure instanceof IOException ? failure : new IOException(failure));
        }
    }

    private final class Client extends BinaryLogClient {

        Client(Receiver receiver) {
            super(
                    server.host(),
                    server.port(),
                    null,
                    server.user(),
                    server.password().get());
            setServerId(replicaId);
            setKeepAlive(false);
            setConnectTimeout(server.connectTimeout().toMillis());
            setHeartbeatInterval(server.silence().toMillis() / 3);
            setEventDeserializer(new EventFraming(receiver::passesOver));
            setSocketFactory(DumpLink.this::openSocket);
            setSSLMode(server.tls().libraryMode());
            setSslSocketFactory(plain -> server.tls().wrap(plain, server.host(), server.port()));
            setThreadFactory(action -> Thread.ofPlatform().daemon().unstarted(action));
        }

        /** The library announces checksums only if the server writes them now: older files may have them all the same. */
        @Override
        protected void setupConnection() throws IOException {
            super.setupConnection();
            set("@master_binlog_checksum = @@global.binlog_checksum");
            set("net_write_timeout = " + UNREAD.toSeconds());
        }

        private void set(String assignment) throws IOException {
            channel.write(new QueryCommand("SET " + assignment));
            checkError(channel.read());
        }
    }
}
