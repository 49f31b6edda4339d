// SPDX-License-Identifier: Apache-2.0
package dev.osc.hooks;

import dev.osc.config.ServerAddress;
import dev.osc.failure.OscException;
import dev.osc.plan.Migration;
import dev.osc.progress.Counters;
import dev.osc.replay.SyncMonitor;
import dev.osc.run.Watcher;
import dev.osc.schema.TableName;
import dev.osc.status.Status;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs an operator's hooks as a run goes on. Those that decide hold up the run's own thread until they end; the others are run one
 * after the other by a thread of their own, and are left out while it is busy.
 */
public final class Hooks implements Watcher, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Hooks.class);
    private static final int WAITING = 4;

    private final HookFolder folder;
    private final ServerAddress address;
    private final TableName table;
    private final Hint hint;
    private final Supplier<Status> status;
    private final ExecutorService beside = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("osc-hooks-1").daemon(true).factory());
    private final Semaphore room = new Semaphore(WAITING);
    private boolean validated;
    private boolean copied;

    public Hooks(HookFolder folder, ServerAddress address, TableName table, Hint hint, Supplier<Status> status) {
        this.folder = folder;
        this.address = address;
        this.table = table;
        this.hint = hint;
        this.status = status;
    }

    /** Before anything is asked of the server. */
    public void startup() throws InterruptedException {
        folder.run(Event.STARTUP, environment(Map.of()));
    }

    @Override
    public void moving(Migration migration, Counters counters, SyncMonitor sync) {
        validated();
        decide(Event.ROWCOUNT_COMPLETE);
    }

    @Override
    public void phase(Phase phase) {
        switch (phase) {
            case COPY -> decide(Event.BEFORE_ROW_COPY);
            case INDEXES -> rowsCopied();
            case POSTPONED -> {
                validated();
                decide(Event.BEGIN_POSTPONED);
            }
            case CUT_OVER -> {
                validated();
                decide(Event.BEFORE_CUT_OVER);
            }
            case PREPARE, CATCH_UP, VERIFY, REVERSE, ROLLBACK, CLEAN_UP -> {}
        }
    }

    /** Of a change in place no row moves: its first phase comes then. */
    private void validated() {
        if (!validated) {
            validated = true;
            decide(Event.VALIDATED);
        }
    }

    private void rowsCopied() {
        if (!copied) {
            copied = true;
            decide(Event.ROW_COPY_COMPLETE);
        }
    }

    private void decide(Event event) {
        try {
            folder.run(event, environment(Map.of()));
        } catch (InterruptedException e) {
            // the run's own thread was told to stop: it finds out at its next wait
            Thread.currentThread().interrupt();
        }
    }

    /** Now and then, with where the run stands. */
    public void status(String line) {
        tell(Event.STATUS, Map.of("STATUS", line));
    }

    /** The run has begun to wait. */
    public void throttled() {
        tell(Event.THROTTLED, Map.of());
    }

    /** Somebody has given a command. */
    public void command(String line) {
        tell(Event.INTERACTIVE_COMMAND, Map.of("COMMAND", line));
    }

    /** The run has ended; returns when its hooks have. */
    public void ended(@Nullable OscException failure) {
        boolean interrupted = Thread.interrupted();
        try {
            folder.run(
                    failure == null ? Event.SUCCESS : Event.FAILURE,
                    environment(
                            failure == null
                                    ? Map.of()
                                    : Map.of(
                                            "FAILURE",
                                            String.valueOf(failure.getMessage()),
                                            "EXIT_CODE",
                                            Integer.toString(failure.code().number()))));
        } catch (InterruptedException | OscException e) {
            log.warn("the hooks for the end of the run: {}", e.getMessage());
            interrupted |= e instanceof InterruptedException;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(Event event, Map<String, String> more) {
        if (!room.tryAcquire()) {
            return;
        }
        Map<String, String> environment = environment(more);
        try {
            beside.execute(() -> {
                try {
                    folder.run(event, environment);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (OscException e) {
                    log.warn("{}", e.getMessage());
                } finally {
                    room.release();
                }
            });
        } catch (RejectedExecutionException closed) {
            room.release();
        }
    }

    private Map<String, String> environment(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(HookEnvironment.of(address, table, hint, status.get()));
        more.forEach((name, value) -> {
            all.put("GH_OST_" + name, value);
            all.put("OSC_" + name, value);
        });
        return all;
    }

    @Override
    public void close() {
        beside.shutdownNow();
    }
}
