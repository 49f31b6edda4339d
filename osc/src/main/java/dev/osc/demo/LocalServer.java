// SPDX-License-Identifier: Apache-2.0
package dev.osc.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A database server of our own on this machine: the superuser without a password, on a free port of 127.0.0.1 that it
 * keeps over restarts. It ends with the JVM at the latest, also on Ctrl-C. One owner at a time; only {@link #connect}
 * is for all threads. {@link LocalMySql}, {@link LocalMariaDb} and
 * {@link LocalPostgres} start one.
 */
public final class LocalServer implements DatabaseServer {

    private static final Duration STARTED_WITHIN = Duration.ofSeconds(60);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final int PORTS_TRIED = 5;

    private final ServerKind kind;
    private final Path home;
    private final Path directory;
    private final ServerOptions options;
    private final boolean temporary;
    private final ServerLog log;
    private final CountDownLatch hookDone = new CountDownLatch(1);
    private final Thread atJvmEnd = new Thread(this::endWithJvm, "osc-local-server-end");
    // what makes files or a process holds this lock, so that the thread that ends all with the JVM leaves neither
    // behind
    private final ReentrantLock making = new ReentrantLock();
    private volatile boolean ending;
    private volatile @Nullable ServerProcess process;
    private volatile int port;

    private LocalServer(ServerKind kind, Path home, Path directory, ServerOptions options, boolean temporary) {
        this.kind = kind;
        this.home = home;
        this.directory = directory;
        this.options = options;
        this.temporary = temporary;
        this.log = new ServerLog(directory.resolve("server.log"));
    }

    /**
     * Starts the server at {@code home} on a data directory that stays the caller's: made when it is not there, used
     * as it is when it is.
     *
     * @param home as {@link ServerHome} finds it
     * @throws LocalServerException when it does not accept connections within a minute; quotes its log
     */
    static LocalServer start(ServerKind kind, Path home, Path dataDirectory, ServerOptions options) {
        return new LocalServer(kind, home, dataDirectory.toAbsolutePath(), options, false).begun();
    }

    /** The same on a data directory of its own, deleted when the server is closed. */
    static LocalServer startTemporary(ServerKind kind, Path home, ServerOptions options) {
        try {
            var directory = Files.createTempDirectory("osc-" + kind.traits().product() + "-");
            return new LocalServer(kind, home, directory, options, true).begun();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int port() {
        return port;
    }

    /** The server's process id; after {@link #kill} or {@link #stop} the one that was. */
    public long pid() {
        return running().pid();
    }

    @Override
    public Path dataDirectory() {
        return directory;
    }

    /** By force after half a minute. */
    @Override
    public void stop() {
        running().end(traits().stop());
    }

    @Override
    public void kill() {
        running().kill();
    }

    @Override
    public void restart() {
        stop();
        launch(port, true);
        awaitConnections();
    }

    /** Ends the server: in order where the data is the caller's, by force where the data goes with it. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atJvmEnd);
        } catch (IllegalStateException jvmEnds) {
            // then the hook does it, and may be at it already
            awaitHook();
            return;
        }
        end();
    }

    /** A hook of another kind may end the process as soon as its main work has ended: not before this is done. */
    private void awaitHook() {
        boolean interrupted = Thread.interrupted();
        boolean done = false;
        while (!done) {
            try {
                hookDone.await();
                done = true;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private LocalServer begun() {
        Runtime.getRuntime().addShutdownHook(atJvmEnd);
        try {
            if (!Files.exists(directory.resolve(traits().sign()))) {
                var template = DataDirectory.template(kind, home, options);
                unlessEnding(() -> DataDirectory.fill(directory, template));
            }
            unlessEnding(() -> kind.entrust(directory));
            startOnFreePort();
            return this;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** A port that was free when looked at may be gone when the server binds it. */
    private void startOnFreePort() {
        for (var tried = 1; ; tried++) {
            launch(FreePort.find(), false);
            try {
                awaitConnections();
                return;
            } catch (LocalServerException e) {
                if (tried == PORTS_TRIED || !log.text().contains(traits().portTaken())) {
                    throw e;
                }
            }
        }
    }

    private void launch(int onPort, boolean again) {
        port = onPort;
        unlessEnding(() -> process = new ServerProcess(
                log.start(home, kind.serve(home, directory, onPort, options), options.environment(), again)));
    }

    @Override
    public ServerTraits traits() {
        return kind.traits();
    }

    private void unlessEnding(Runnable step) {
        making.lock();
        try {
            if (ending) {
                throw new LocalServerException("the JVM ends, and the server in " + directory + " with it");
            }
            step.run();
        } finally {
            making.unlock();
        }
    }

    private void awaitConnections() {
        var deadline = System.nanoTime() + STARTED_WITHIN.toNanos();
        while (true) {
            try (var _ = connect()) {
                return;
            } catch (SQLException notYet) {
                unlessEnding(() -> {});
                if (!running().isAlive()) {
                    throw log.failure(
                            "the server ended with exit code " + running().exitCode());
                }
                if (System.nanoTime() > deadline) {
                    throw log.failure("the server took no connection within " + STARTED_WITHIN.toSeconds() + " s ("
                            + notYet.getMessage() + ")");
                }
            }
            try {
                TimeUnit.NANOSECONDS.sleep(LOOK_AGAIN.toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LocalServerException("interrupted while starting a server in " + directory, e);
            }
        }
    }

    private ServerProcess running() {
        return Objects.requireNonNull(process, "launched before it is handed out");
    }

    private void endWithJvm() {
        making.lock();
        try {
            ending = true;
        } finally {
            making.unlock();
        }
        try {
            end();
        } finally {
            hookDone.countDown();
        }
    }

    private void end() {
        var last = process;
        if (last != null) {
            last.end(temporary ? traits().discard() : traits().stop());
        }
        if (temporary) {
            try {
                DataDirectory.deleteTree(directory);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
