// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.config.RunSettings;
import dev.osc.config.Secret;
import dev.osc.config.ServerAddress;
import dev.osc.config.Tls;
import dev.osc.config.Verify;
import dev.osc.demo.DatabaseServer;
import dev.osc.engine.Engine;
import dev.osc.engine.Engines;
import dev.osc.failure.OscException;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.TestSchema;
import dev.osc.plan.Migration;
import dev.osc.progress.Counters;
import dev.osc.replay.SyncMonitor;
import dev.osc.run.CleanUp;
import dev.osc.run.Controls;
import dev.osc.run.MigrationRun;
import dev.osc.run.Report;
import dev.osc.run.Watcher;
import dev.osc.run.WayBackRun;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * osc itself on a test's schema: settings and interference first, then {@link #start} or {@link #run}. An instance is
 * for one run.
 */
public final class Osc {

    /** Longer than any run of a test: a run that hangs fails its test. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Small chunks, so that copy and replay overlap even on a small table. */
    static final RunSettings SETTINGS = Settings.SMALL.get();

    /** The same, and what an earlier run left is thrown away. */
    static final RunSettings AFRESH = Settings.SMALL.afresh();

    /** Something that happens at the beginning of a phase, on the run's own thread. */
    @FunctionalInterface
    public interface Interference {
        void happen() throws SQLException;
    }

    private final TestSchema schema;
    private final String table;
    private final String alter;
    private final Map<Watcher.Phase, Interference> interferences = new ConcurrentHashMap<>();
    private final List<Watcher.Phase> phases = new ArrayList<>();
    private RunSettings settings = SETTINGS;
    private int port;
    private String user;
    private @Nullable String zone;
    private final CompletableFuture<Controls> controls = new CompletableFuture<>();
    private @Nullable Migration migration;
    private @Nullable Counters counters;
    private @Nullable SyncMonitor sync;
    private @Nullable FutureTask<Report> running;
    private @Nullable Thread thread;

    public Osc(TestSchema schema, String table, String alter) {
        this.schema = schema;
        this.table = table;
        this.alter = alter;
        this.port = schema.server().server().port();
        this.user = schema.server().server().superuser();
    }

    public Osc with(RunSettings chosen) {
        settings = chosen;
        return this;
    }

    /** Connects there instead of to the server itself. */
    Osc through(int otherPort) {
        port = otherPort;
        return this;
    }

    /** Logs in as that user, so that a test tells osc's sessions from its own. */
    Osc as(String name) {
        user = name;
        return this;
    }

    /** With {@code --time-zone}. */
    Osc in(String timeZone) {
        zone = timeZone;
        return this;
    }

    /** Before the first chunk, before the catch-up, before the cut-over. */
    public Osc at(Watcher.Phase phase, Interference interference) {
        interferences.put(phase, interference);
        return this;
    }

    Osc start() {
        FutureTask<Report> task = new FutureTask<>(this::change);
        running = task;
        thread = Thread.ofPlatform().name("osc-run").start(task);
        return this;
    }

    /** Another process on the same table, with the same settings. */
    Osc another() {
        return new Osc(schema, table, alter).with(settings);
    }

    /** {@code osc rollback}, to its end. */
    Report rollback() {
        try (Engine engine = Engines.open(address(), settings)) {
            return wayBack(engine).rollback(schema.table(table));
        }
    }

    /** The same without a comparison, or with a repair. */
    Report rollback(Verify verify) {
        return another()
                .with(settings.reversed(settings.reverse().retired(), verify))
                .rollback();
    }

    /** What {@code osc rollback} is refused with. */
    OscException rollbackFails() {
        try {
            throw new AssertionError("undone: " + rollback());
        } catch (OscException expected) {
            return expected;
        }
    }

    /** {@code osc finish}, to its end. */
    Report finish() {
        try (Engine engine = Engines.open(address(), settings)) {
            return wayBack(engine).finish(schema.table(table));
        }
    }

    /** What {@code osc cleanup} is refused with. */
    OscException cleanUpFails() {
        try (Engine engine = Engines.open(address(), settings)) {
            throw new AssertionError(new CleanUp(engine).run(schema.table(table), false));
        } catch (OscException expected) {
            return expected;
        }
    }

    private WayBackRun wayBack(Engine engine) {
        return new WayBackRun(
                engine, Controls.of(settings, engine), new Ear(), new Random(Seed.SEED), Clock.systemUTC());
    }

    private Report change() throws InterruptedException {
        try (Engine engine = Engines.open(address(), settings)) {
            Controls made = Controls.of(settings, engine);
            controls.complete(made);
            return new MigrationRun(engine, made, new Ear(), new Random(Seed.SEED), Clock.systemUTC())
                    .run(schema.table(table), alter);
        }
    }

    /** Where its server is, as this run goes there. */
    ServerAddress address() {
        return new ServerAddress(
                schema.server().server().product(),
                "127.0.0.1",
                port,
                user,
                Secret.NONE,
                schema.name(),
                new Tls(Tls.Mode.DISABLED, null),
                zone);
    }

    /** Waits until the run stands in that phase. */
    void await(Watcher.Phase phase) throws InterruptedException {
        synchronized (phases) {
            while (!phases.contains(phase) && !ended()) {
                phases.wait(100);
            }
        }
    }

    private boolean ended() {
        return running != null && running.isDone();
    }

    boolean isRunning() {
        return running != null && !running.isDone();
    }

    /** Rows that chunks have copied so far. */
    long rowsCopied() {
        return counters == null ? 0 : counters.rowsCopied.sum();
    }

    /** Of a run that was started. */
    Controls controls() {
        return controls.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** Of a run whose rows move. */
    Counters counters() {
        return Objects.requireNonNull(counters);
    }

    /** Known from the first chunk on. */
    Migration migration() {
        return Objects.requireNonNull(migration);
    }

    @Nullable
    SyncMonitor sync() {
        return sync;
    }

    /** Waits for the end; what ended it early is thrown. */
    Report await() throws InterruptedException {
        FutureTask<Report> task = running;
        if (task == null) {
            throw new IllegalStateException("not started");
        }
        try {
            return task.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof OscException known) {
                throw known;
            }
            throw new AssertionError("the run ended in no way a user could read", e.getCause());
        } catch (TimeoutException e) {
            String where = sessions() + stacks();
            stop();
            throw new AssertionError("the run hangs: " + (sync == null ? "" : sync.counts()) + "\n" + where, e);
        }
    }

    /** Ends the run as Ctrl-C does. */
    void stop() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private String sessions() {
        try {
            List<String> lines = new ArrayList<>(schema.sessions());
            lines.add("a new session as " + user + ": " + newSession());
            return String.join("\n", lines) + "\n";
        } catch (SQLException e) {
            return "the server says: " + e.getMessage() + "\n";
        }
    }

    /** Whether the run could have one, and why not. */
    private String newSession() {
        DatabaseServer server = schema.server().server();
        String url = schema.jdbcUrl()
                .replace(":" + server.port() + "/", ":" + port + "/")
                .replace("user=" + server.superuser(), "user=" + user);
        try (Connection session = DriverManager.getConnection(url)) {
            return session.isValid(5) ? "can be had" : "is of no use";
        } catch (SQLException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static String stacks() {
        StringBuilder text = new StringBuilder();
        Thread.getAllStackTraces().forEach((each, stack) -> {
            if (each.getName().startsWith("osc-")) {
                text.append(each.getName()).append(' ').append(each.getState()).append('\n');
                List.of(stack).stream()
                        .limit(12)
                        .forEach(frame -> text.append("    ").append(frame).append('\n'));
            }
        });
        return text.toString();
    }

    public Report.Swapped run() throws InterruptedException {
        return (Report.Swapped) start().await();
    }

    /** The run's refusal or failure. */
    OscException fails() throws InterruptedException {
        return start().failure();
    }

    /** The same of a run that was started before. */
    OscException failure() throws InterruptedException {
        try {
            Report report = await();
            throw new AssertionError("the run was to fail, and reports " + report);
        } catch (OscException expected) {
            return expected;
        }
    }

    /** After a swap: the retired table is there, and nothing else of osc's. */
    static void requireNothingLeft(TestSchema schema, String table) throws SQLException {
        assertThat(schema.tables())
                .contains(table + "_osc_old")
                .doesNotContain(table + "_osc_new")
                .noneMatch(name -> name.contains("sentry"));
        assertThat(schema.rows("SELECT * FROM _osc_migrations")).isEmpty();
        assertThat(schema.rows("SELECT * FROM _osc_epochs")).isEmpty();
        if (schema.product() == Product.POSTGRESQL) {
            PostgresTables.requireNothingKept(schema);
        }
    }

    private final class Ear implements Watcher {

        @Override
        public void phase(Phase phase) {
            Interference interference = interferences.get(phase);
            if (interference != null) {
                try {
                    interference.happen();
                } catch (SQLException e) {
                    throw new AssertionError("the test's own statement failed", e);
                }
            }
            synchronized (phases) {
                phases.add(phase);
                phases.notifyAll();
            }
        }

        @Override
        public void moving(Migration worked, Counters moved, SyncMonitor monitor) {
            migration = worked;
            counters = moved;
            sync = monitor;
        }
    }
}
