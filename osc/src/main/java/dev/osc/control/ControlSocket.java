// SPDX-License-Identifier: Apache-2.0
package dev.osc.control;

import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries lines to the console over a Unix socket that is its owner's alone, or over TCP. Each client has a thread of its own,
 * so that a slow one holds up nobody, and a time: one that neither asks nor reads is let go, so that those beyond a number, who wait to
 * be let in, get their turn.
 */
public final class ControlSocket implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ControlSocket.class);
    private static final int CLIENTS = 64;
    private static final Duration TIME = Duration.ofSeconds(10);
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(1);

    private final ServerSocketChannel server;
    private final @Nullable Path file;
    /** Which file that was: another run may have put its own there since. */
    private final @Nullable Object identity;

    private final LineService service;
    private final Duration time;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("osc-control-deadlines-1").daemon(true).factory());
    private final Semaphore room = new Semaphore(CLIENTS);
    private final Set<SocketChannel> clients = ConcurrentHashMap.newKeySet();

    private ControlSocket(ServerSocketChannel server, @Nullable Path file, Console console, Duration time) {
        this.server = server;
        this.file = file;
        this.identity = identity(file);
        this.time = time;
        this.service = new LineService(console, file != null);
        Thread.ofPlatform().name("osc-control-1").daemon(true).start(this::accept);
    }

    /**
     * Listens on a Unix socket; one that a dead process has left is replaced.
     *
     * @throws OscException when somebody listens there, or the file can't be made
     */
    public static ControlSocket onFile(Path file, Console console) {
        return onFile(file, console, TIME);
    }

    /** @param time for a client, from its connection to its end */
    static ControlSocket onFile(Path file, Console console, Duration time) {
        try {
            if (!free(file)) {
                throw new OscException(
                        ExitCode.ALREADY_RUNNING,
                        "another osc listens at the control socket " + file,
                        "ask it: osc ctl --socket " + file + " status; or name another file with --serve-socket-file");
            }
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(file));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            log.info("'osc ctl --socket {} status' asks this run, 'help' lists what else it can be told", file);
            return new ControlSocket(server, file, console, time);
        } catch (IOException | IllegalArgumentException e) {
            throw new OscException(
                    ExitCode.USAGE,
                    "the control socket " + file + " can't be made: " + e.getMessage(),
                    "name another file with --serve-socket-file; nothing was done yet",
                    e);
        }
    }

    /** Listens on a TCP address. */
    public static ControlSocket onPort(InetSocketAddress address, Console console) {
        try {
            ServerSocketChannel server = ServerSocketChannel.open();
            server.bind(address);
            return new ControlSocket(server, null, console, TIME);
        } catch (IOException e) {
            throw new OscException(
                    ExitCode.USAGE,
                    "the control port " + address + " can't be listened on: " + e.getMessage(),
                    "name another with --serve-tcp; nothing was done yet",
                    e);
        }
    }

    /** Whether nobody listens there; the socket that a dead process has left is removed, and nothing else is. */
    private static boolean free(Path file) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        if (!Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isOther()) {
            throw new FileAlreadyExistsException(file.toString(), null, "it is there, and is no socket");
        }
        if (!Peer.mayAsk(Files.getOwner(file, LinkOption.NOFOLLOW_LINKS))) {
            // nor is it connected to: who owns it may let others wait for ever
            throw new FileAlreadyExistsException(file.toString(), null, "it is another user's");
        }
        try (SocketChannel _ = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
            return false;
        } catch (ConnectException dead) {
            Files.delete(file);
            return true;
        }
    }

    private static @Nullable Object identity(@Nullable Path file) {
        try {
            return file == null
                    ? null
                    : Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                            .fileKey();
        } catch (IOException gone) {
            return null;
        }
    }

    private void accept() {
        try {
            while (true) {
                room.acquire();
                SocketChannel client = server.accept();
                clients.add(client);
                Thread.ofVirtual().name("osc-control-client").start(() -> serve(client));
            }
        } catch (ClosedChannelException e) {
            // closed by its owner, who has the last word
        } catch (IOException e) {
            log.error("the control socket is gone: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            room.release();
        }
    }

    private void serve(SocketChannel client) {
        Future<?> deadline = deadlines.schedule(() -> letGo(client), time.toMillis(), TimeUnit.MILLISECONDS);
        try (client) {
            if (file != null && !Peer.mayAsk(client)) {
                log.warn("{} may not ask this run, and was let go", who(client));
                return;
            }
            service.serve(
                    new BufferedInputStream(Channels.newInputStream(client)),
                    Channels.newOutputStream(client),
                    who(client));
        } catch (IOException e) {
            log.debug("a control client is gone: {}", e.getMessage());
        } finally {
            deadline.cancel(false);
            clients.remove(client);
            room.release();
        }
    }

    private static void letGo(SocketChannel client) {
        try {
            client.close();
        } catch (IOException e) {
            log.debug("letting a control client go: {}", e.getMessage());
        }
    }

    private static String who(SocketChannel client) throws IOException {
        SocketAddress remote = client.getRemoteAddress();
        return remote instanceof InetSocketAddress tcp
                ? tcp.getAddress().getHostAddress() + ":" + tcp.getPort()
                : "user " + Peer.of(client).getName();
    }

    @Override
    public void close() {
        try {
            server.close();
            answerTheLast();
            deadlines.shutdownNow();
            for (SocketChannel client : clients) {
                client.close();
            }
            if (file != null && identity != null && identity.equals(identity(file))) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            log.debug("the control socket: {}", e.getMessage());
        }
    }

    /** Who has told the run to stop hears that it does; who is connected and has asked nothing is not waited for. */
    private void answerTheLast() throws IOException {
        for (SocketChannel client : clients) {
            try {
                client.shutdownInput();
            } catch (ClosedChannelException served) {
                // has its answer
            }
        }
        try {
            if (room.tryAcquire(CLIENTS, LAST_ANSWERS.toNanos(), TimeUnit.NANOSECONDS)) {
                room.release(CLIENTS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
