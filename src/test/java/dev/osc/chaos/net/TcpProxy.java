// SPDX-License-Identifier: Apache-2.0
package dev.osc.chaos.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Stands between a client and its server, and is a network that fails: connections break, bytes vanish or are late, one side
 * hears and is not heard, a bit is flipped. Thread-safe; two daemon threads for each connection.
 */
public final class TcpProxy implements AutoCloseable {

    /** How it carries what comes. */
    public enum Way {
        /** As a network should. */
        WHOLE,
        /** Nothing arrives, nothing breaks; what is sent meanwhile comes later, as TCP sends again. */
        BLACK_HOLE,
        /** What the server sends does not arrive; what the client sends does. */
        HALF_OPEN,
        /** Everything is late. */
        SLOW,
        /** As {@link #SLOW}, and new connections are refused. */
        CLOSED
    }

    private static final Duration LATE = Duration.ofMillis(40);

    private final ServerSocket listener;
    private final int serverPort;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile Way way = Way.WHOLE;
    private volatile boolean closed;

    private TcpProxy(ServerSocket listener, int serverPort) {
        this.listener = listener;
        this.serverPort = serverPort;
    }

    /** @param serverPort on this machine */
    public static TcpProxy to(int serverPort) {
        try {
            TcpProxy proxy = new TcpProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), serverPort);
            Thread.ofPlatform().daemon().name("proxy-accept").start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One connection. */
    private static final class Link {
        private final Socket client;
        private final Socket server;
        /** The next so many bytes of the server's pass, then one is changed; negative for none. */
        private volatile long corruptAfter = -1;

        Link(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void cut(boolean reset) {
            for (Socket socket : List.of(client, server)) {
                try {
                    if (reset) {
                        socket.setSoLinger(true, 0);
                    }
                    socket.close();
                } catch (IOException e) {
                    // it is gone either way
                }
            }
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    public void carry(Way next) {
        lock.lock();
        try {
            way = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Breaks every connection.
     *
     * @param reset whether both sides are told so by a reset, else by an orderly end
     */
    public void cut(boolean reset) {
        links.forEach(link -> link.cut(reset));
    }

    /**
     * Flips a bit in what the server sends on one connection, after so many more bytes.
     *
     * @param port where the server sees the connection come from
     */
    public void corrupt(int port, long bytes) {
        links.stream().filter(link -> link.server.getLocalPort() == port).forEach(link -> link.corruptAfter = bytes);
    }

    private void accept() {
        while (!closed) {
            try {
                Socket client = listener.accept();
                if (way == Way.CLOSED) {
                    client.close();
                } else {
                    connect(client);
                }
            } catch (SocketException e) {
                // the proxy was closed
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket server = new Socket();
        try {
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort), 2000);
        } catch (IOException down) {
            client.close();
            server.close();
            return;
        }
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        Link link = new Link(client, server);
        links.add(link);
        Thread.ofPlatform().daemon().name("proxy-up").start(() -> pump(link, true));
        Thread.ofPlatform().daemon().name("proxy-down").start(() -> pump(link, false));
    }

    private void pump(Link link, boolean up) {
        byte[] buffer = new byte[1 << 15];
        try {
            InputStream in = (up ? link.client : link.server).getInputStream();
            OutputStream out = (up ? link.server : link.client).getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                awaitPassage(up);
                if (!up) {
                    corrupt(link, buffer, read);
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // one side is gone: so is the other, now
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            link.cut(false);
            links.remove(link);
        }
    }

    private void awaitPassage(boolean up) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed && (way == Way.BLACK_HOLE || (way == Way.HALF_OPEN && !up))) {
                changed.await();
            }
            long left = way == Way.SLOW || way == Way.CLOSED ? LATE.toNanos() : 0;
            while (left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private static void corrupt(Link link, byte[] buffer, int read) {
        long left = link.corruptAfter;
        if (left < 0) {
            return;
        }
        if (left < read) {
            buffer[(int) left] ^= 0x10;
            link.corruptAfter = -1;
        } else {
            link.corruptAfter = left - read;
        }
    }

    @Override
    public void close() {
        closed = true;
        carry(Way.WHOLE);
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut(false);
    }
}
