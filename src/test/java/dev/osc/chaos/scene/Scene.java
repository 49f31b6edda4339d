// SPDX-License-Identifier: Apache-2.0
package dev.osc.chaos.scene;

import dev.osc.chaos.ground.Ground;
import dev.osc.chaos.net.TcpProxy;
import dev.osc.demo.LocalServer;
import dev.osc.demo.twins.TwinTables;
import dev.osc.demo.twins.TwinWriters;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One round's table and twin in a database of their own, the writers that write to both, and the osc that changes the one. The
 * round's thread owns it; faults work on it from that thread.
 */
public final class Scene implements AutoCloseable {

    private static final int WRITERS = 8;
    private static final int SOME = 5000;
    private static final long BEYOND = 1_000_000_000;
    private static final Duration REST = Duration.ofMillis(5);

    private final Ground ground;
    private final LocalServer server;
    private final Fault fault;
    private final String database;
    private final long seed;
    private final Path log;
    private final SplittableRandom random;
    private final @Nullable TcpProxy proxy;
    private final TwinWriters writers;
    private @Nullable OscRun osc;

    public Scene(Ground ground, LocalServer server, Fault fault, String database, long seed, Path log)
            throws SQLException {
        this.ground = ground;
        this.server = server;
        this.fault = fault;
        this.database = database;
        this.seed = seed;
        this.log = log;
        this.random = new SplittableRandom(seed);
        try (Connection connection = server.connect()) {
            Ground.execute(connection, "CREATE DATABASE " + database);
        }
        try (Connection connection = connect()) {
            TwinTables.create(connection, ground.twins(), fault.rows());
        }
        this.proxy = fault.throughProxy() ? TcpProxy.to(server.port()) : null;
        this.writers = TwinWriters.startReconnecting(ground.twins(), this::connect, WRITERS, fault.rows(), REST, seed);
    }

    public Ground ground() {
        return ground;
    }

    public LocalServer server() {
        return server;
    }

    public String database() {
        return database;
    }

    /** All of the round's chance. */
    public SplittableRandom random() {
        return random;
    }

    /** When the round's fault is to strike. */
    public Moment moment() {
        return Moment.of(seed);
    }

    public TwinWriters writers() {
        return writers;
    }

    public Path log() {
        return log;
    }

    /** What osc connects through, where the fault asked for it. */
    public TcpProxy proxy() {
        if (proxy == null) {
            throw new IllegalStateException(fault.name() + " did not ask for a proxy");
        }
        return proxy;
    }

    /** A new session as the superuser, in the tables' database. */
    public Connection connect() throws SQLException {
        return server.connect(database);
    }

    public void execute(String... statements) throws SQLException {
        try (Connection connection = connect()) {
            Ground.execute(connection, statements);
        }
    }

    /** Inserts so many rows into the table and the twin, far beyond where writers are at work, in one transaction. */
    public void insertMany(int rows) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int from = 0; from < rows; from += SOME) {
                StringBuilder values = new StringBuilder();
                for (int i = from; i < Math.min(rows, from + SOME); i++) {
                    values.append(i == from ? "" : ", ")
                            .append("(")
                            .append(BEYOND + i)
                            .append(", 'many-")
                            .append(i)
                            .append("', 1, 1.50, 'new')");
                }
                for (String table : List.of(TwinTables.TABLE, TwinTables.TWIN)) {
                    statement.execute("INSERT INTO " + table + " (id, code, customer, total, state) VALUES " + values);
                }
            }
            connection.commit();
        }
    }

    /** The process that runs, or ran last. */
    public OscRun osc() {
        if (osc == null) {
            throw new IllegalStateException("osc was not started yet");
        }
        return osc;
    }

    /** Starts {@code osc run} of the change, the first time with the fault's environment. */
    public OscRun start(String... more) {
        Map<String, String> environment = osc == null ? fault.environment() : Map.of();
        List<String> arguments = new ArrayList<>(List.of("run"));
        arguments.addAll(place());
        arguments.addAll(List.of("--alter", ground.alter(), "--no-direct", "--verbose"));
        arguments.addAll(List.of("--cut-over-lock-timeout-seconds", "2"));
        arguments.addAll(fault.pace());
        arguments.addAll(List.of(more));
        if (osc != null) {
            osc.close();
        }
        osc = OscRun.start(arguments, environment, log);
        return osc;
    }

    /** Waits for the end of what was started last. */
    public int ended() throws InterruptedException {
        return osc().ended(fault.endsWithin());
    }

    private List<String> place() {
        int port = proxy == null ? server.port() : proxy.port();
        String url =
                ground.product() + "://" + Ground.USER + "@127.0.0.1:" + port + "/" + database + "?ssl-mode=DISABLED";
        return List.of("--url", url, "--table", TwinTables.TABLE);
    }

    /** Another command on the table, beside what runs. */
    public OscRun command(String name) {
        List<String> arguments = new ArrayList<>(List.of(name));
        arguments.addAll(place());
        return OscRun.start(arguments, Map.of(), log);
    }

    /** {@code osc cleanup}, which must succeed. */
    public void cleanUp() throws InterruptedException {
        try (OscRun cleaning = command("cleanup")) {
            int code = cleaning.ended(fault.endsWithin());
            if (code != 0) {
                throw new BrokenRound("osc cleanup ended with " + code + ": " + cleaning.last());
            }
        }
    }

    @Override
    public void close() {
        if (osc != null) {
            osc.close();
        }
        writers.stop();
        if (proxy != null) {
            proxy.close();
        }
    }
}
