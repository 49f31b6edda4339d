// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.cutover;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a client and its server and loses things on purpose: the answer to a statement, a connection, or everything.
 * Statements go through as one packet each, as Connector/J sends them without TLS and compression, and as pgjdbc does when it
 * flushes. Thread-safe.
 */
public final class LossyProxy implements AutoCloseable {

    private final ServerSocket listener;
    private volatile int serverPort;
    private final String jdbcUrl;
    private final boolean postgres;
    /** By the port that the server sees. */
    private final Map<Integer, Link> links = new ConcurrentHashMap<>();

    private volatile @Nullable String unanswered;
    private volatile @Nullable String held;
    private volatile Duration holding = Duration.ZERO;
    private final AtomicInteger answersLost = new AtomicInteger();
    private volatile CountDownLatch open = new CountDownLatch(0);

    /** One client's connection; {@code mute} once its answers are lost. */
    private static final class Link {
        private final Socket client;
        private final Socket server;
        private volatile boolean mute;

        Link(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void cut() throws IOException {
            client.close();
            server.close();
        }
    }

    public LossyProxy(int serverPort, String jdbcUrl) throws IOException {
        this.serverPort = serverPort;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.postgres = jdbcUrl.startsWith("jdbc:postgresql:");
        this.jdbcUrl = jdbcUrl.replace(":" + serverPort + "/", ":" + listener.getLocalPort() + "/")
                + (postgres ? "&connectTimeout=1&socketTimeout=5" : "&connectTimeout=500&socketTimeout=5000");
        Thread.ofPlatform().daemon().name("osc-test-proxy").start(this::accept);
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl);
    }

    /** The next statement that begins so reaches the server, and its answer nobody; then that connection breaks. */
    public void loseAnswerTo(String statement) {
        unanswered = statement;
    }

    /** How many answers the server has given that reached nobody. */
    public int answersLost() {
        return answersLost.get();
    }

    /** The next statement that begins so takes this long to reach the server. */
    public void holdBack(String statement, Duration length) {
        holding = length;
        held = statement;
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Cuts the connection that the server sees come from this port. */
    public void cut(int port) throws IOException {
        Link link = links.get(port);
        if (link == null) {
            throw new IllegalArgumentException("no connection from port " + port + ", only " + links.keySet());
        }
        link.cut();
    }

    /** From now on another server answers here; what stands with the one before is cut. */
    public void leadTo(int port) throws IOException {
        serverPort = port;
        for (Link link : links.values()) {
            link.cut();
        }
    }

    /** Nothing passes until {@link #thaw}, and no connection breaks. */
    public void freeze() {
        open = new CountDownLatch(1);
    }

    public void thaw() {
        open.countDown();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket();
                try {
                    server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort));
                } catch (IOException nobody) {
                    client.close();
                    continue;
                }
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                Link link = new Link(client, server);
                links.put(server.getLocalPort(), link);
                Thread.ofPlatform().daemon().name("osc-test-proxy-up").start(() -> pump(link, true));
                Thread.ofPlatform().daemon().name("osc-test-proxy-down").start(() -> pump(link, false));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void pump(Link link, boolean up) {
        byte[] buffer = new byte[1 << 16];
        try (Socket from = up ? link.client : link.server;
                Socket to = up ? link.server : link.client) {
            InputStream in = from.getInputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                open.await();
                if (up) {
                    link.mute |= losesAnswer(buffer, read);
                    if (begins(buffer, read, held)) {
                        held = null;
                        LockSupport.parkNanos(holding.toNanos());
                    }
                } else if (link.mute) {
                    answersLost.incrementAndGet();
                    return;
                }
                to.getOutputStream().write(buffer, 0, read);
            }
        } catch (IOException e) {
            // one side is gone: so is the other, now
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Behind the packet's header of four bytes, the command's one, and the two that say that there are no query attributes (where the
     * server knows them: 8.0.23); on PostgreSQL behind any Parse message's unnamed name.
     */
    private boolean begins(byte[] packet, int length, @Nullable String statement) {
        if (statement == null || length <= 5) {
            return false;
        }
        if (postgres) {
            return new String(packet, 0, length, StandardCharsets.ISO_8859_1).contains('\0' + statement);
        }
        int from = length > 7 && packet[5] == 0 && packet[6] == 1 ? 7 : 5;
        return new String(packet, from, length - from, StandardCharsets.ISO_8859_1).startsWith(statement);
    }

    private boolean losesAnswer(byte[] packet, int length) {
        String wanted = unanswered;
        boolean hit = begins(packet, length, wanted);
        if (hit) {
            unanswered = null;
        }
        return hit;
    }

    @Override
    public void close() {
        thaw();
        try {
            listener.close();
            for (Link link : links.values()) {
                link.cut();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
