// SPDX-License-Identifier: Apache-2.0
package dev.osc.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A MySQL server of our own: {@code root} without a password, on a free port of 127.0.0.1 that it keeps over
 * restarts, row binlog on. It ends with the JVM at the latest, also on Ctrl-C. One owner at a time; only {@link
 * #connect} is for all threads.
 */
public final class LocalMySql implements AutoCloseable {

    private static final Duration STARTED_WITHIN = Duration.ofSeconds(60);
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final int PORTS_TRIED = 5;

    private final Path home;
    private final Path directory;
    private final ServerOptions options;
    private final boolean temporary;
    private final ServerLog log;
    private final CountDownLatch hookDone = new CountDownLatch(1);
    private final Thread atJvmEnd = new Thread(this::endWithJvm, "osc-local-mysql-end");
    // what makes files or a process holds this lock, so that the thread that ends all with the JVM leaves neither
    // behind
    private final ReentrantLock making = new ReentrantLock();
    private volatile boolean ending;
    private volatile @Nullable Process process;
    private volatile int port;

    private LocalMySql(Path home, Path directory, ServerOptions options, boolean temporary) {
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
     * @param options server options by name; they win over the defaults of this class
     * @throws LocalServerException when it does not accept connections within a minute; quotes its log
     */
    public static LocalMySql start(Path home, Path dataDirectory, Map<String, String> options) {
        return new LocalMySql(home, dataDirectory.toAbsolutePath(), ServerOptions.with(options), false).begun();
    }

    /** The same on a data directory of its own, deleted when the server is closed. */
    public static LocalMySql startTemporary(Path home, Map<String, String> options) {
        try {
            return new LocalMySql(home, Files.createTempDirectory("osc-mysql-"), ServerOptions.with(options), true)
                    .begun();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code osc run --url} takes it, without a database. */
    public String url() {
        return "mysql://root@127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** The server's process id; after {@link #kill} or {@link #stop} the one that was. */
    public long pid() {
        return running().pid();
    }

    public Path dataDirectory() {
        return directory;
    }

    /** @param database empty for none */
    public String jdbcUrl(String database) {
        return "jdbc:mysql://127.0.0.1:" + port + "/" + database
                + "?user=root&sslMode=DISABLED&allowPublicKeyRetrieval=true";
    }

    /** A new session as root, with no database chosen. */
    public Connection connect() throws SQLException {
        return connect("");
    }

    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database));
    }

    /** Shuts the server down in order, by force after half a minute. {@link #restart} brings it back. */
    public void stop() {
        running().destroy();
        if (!endedInTime()) {
            kill();
        }
    }

    /** Ends the server as a crash would. What was committed is there after {@link #restart}. */
    public void kill() {
        running().destroyForcibly();
        if (!endedInTime()) {
            throw log.failure("the server with process id " + pid() + " outlived SIGKILL");
        }
    }

    /** Starts it again on the same port and data, after stopping it when it runs. */
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

    private LocalMySql begun() {
        Runtime.getRuntime().addShutdownHook(atJvmEnd);
        try {
            if (!DataDirectory.isFilled(directory)) {
                var template = DataDirectory.template(home, options);
                unlessEnding(() -> DataDirectory.fill(directory, template));
            }
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
                if (tried == PORTS_TRIED || !log.text().contains("Bind on TCP/IP port")) {
                    throw e;
                }
            }
        }
    }

    private void launch(int onPort, boolean again) {
        // a socket's path is relative to the data directory: an absolute one may be longer than the 107 bytes the
        // system allows
        var own =
                List.of("--bind-address=127.0.0.1", "--port=" + onPort, "--socket=mysql.sock", "--pid-file=mysql.pid");
        port = onPort;
        unlessEnding(() -> process = log.start(home, options.command(home, directory, own), again));
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
                            "the server ended with exit code " + running().exitValue());
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

    private Process running() {
        return Objects.requireNonNull(process, "launched before it is handed out");
    }

    private boolean endedInTime() {
        try {
            return running().waitFor(STOPPED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // the server must go all the same: without waiting any longer
            running().destroyForcibly();
            Thread.currentThread().interrupt();
            return true;
        }
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
        if (process != null) {
            if (temporary) {
                kill();
            } else {
                stop();
            }
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
