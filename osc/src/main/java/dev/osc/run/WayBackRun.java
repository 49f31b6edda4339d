// SPDX-License-Identifier: Apache-2.0
package dev.osc.run;

import dev.osc.checkpoint.MigrationStore;
import dev.osc.checkpoint.Requests;
import dev.osc.checkpoint.StateTables;
import dev.osc.config.RunSettings;
import dev.osc.engine.Engine;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.plan.TableLock;
import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code osc rollback} and {@code osc finish}: the end of a reverse window. Where a process keeps it open, that one is asked; else
 * it is done here.
 */
public final class WayBackRun {

    private static final Logger log = LoggerFactory.getLogger(WayBackRun.class);

    private static final long LOOK_MILLIS = 200;

    private final Engine engine;
    private final RunSettings settings;
    private final Controls controls;
    private final Watcher watcher;
    private final RandomGenerator random;
    private final Clock clock;

    public WayBackRun(Engine engine, Controls controls, Watcher watcher, RandomGenerator random, Clock clock) {
        this.controls = controls;
        this.engine = engine;
        this.settings = controls.settings();
        this.watcher = watcher;
        this.random = random;
        this.clock = clock;
    }

    /** Swaps the retired table back. */
    public Report rollback(TableName table) {
        return run(table, ReverseWindow.Wish.rollback(settings.verify()));
    }

    /** Gives the way back up. */
    public Report finish(TableName table) {
        return run(table, ReverseWindow.Wish.FINISH);
    }

    private Report run(TableName named, ReverseWindow.Wish wish) {
        try (Hold held = new Hold(engine.lock(), named)) {
            return here(named, held, wish);
        } catch (OscException busy) {
            if (busy.code() != ExitCode.ALREADY_RUNNING) {
                throw busy;
            }
        } catch (SQLException | InterruptedException e) {
            throw Ending.of(named, e);
        }
        try {
            return asked(named, wish);
        } catch (SQLException | InterruptedException e) {
            throw Ending.of(named, e);
        }
    }

    private Report here(TableName named, Hold held, ReverseWindow.Wish wish) throws SQLException, InterruptedException {
        TableName table;
        Preparation.Prepared.Window window;
        try (Connection connection = engine.plain().open()) {
            Unfinished.settleSwap(engine, connection, named);
            table = engine.planner().source(connection, named).name();
            Unfinished open = open(connection, table);
            if (open.undone(connection)) {
                return new Report.Undone(table, table.shadow(), null, open.finishSwap(connection, settings));
            }
            if (wish == ReverseWindow.Wish.FINISH) {
                return finished(connection, open, table);
            }
            window = open.window(connection, settings);
        }
        return new ReverseWindow(engine, controls, watcher, random, clock).keep(window, held, wish);
    }

    /** The log is not needed for it and may be gone, and the tables need not be what they were. */
    private Report finished(Connection connection, Unfinished open, TableName table)
            throws SQLException, InterruptedException {
        Optional<Preparation.Prepared.Window> toRetire =
                open.toRetire(connection, settings.reverse().retired());
        boolean there = engine.tables().read(connection, table.retired()).isPresent();
        open.finishSwap(connection, settings).forEach(left -> log.warn("NOT DONE: {}", left));
        return new Report.Kept(
                table,
                table.retired(),
                toRetire.map(Preparation.Prepared.Window::migration)
                        .map(back -> new Retirement(engine, engine.parts().apply(back), back)
                                .end(settings.reverse().retired(), settings))
                        .orElse(there ? Report.Fate.KEPT : Report.Fate.DROPPED));
    }

    private Unfinished open(Connection connection, TableName table) throws SQLException {
        Optional<Unfinished> found = Unfinished.of(engine, connection, table);
        if (found.isEmpty()
                || !(found.get().hasWayBack(connection) || found.get().undone(connection))) {
            throw new OscException(
                    ExitCode.NOT_RESUMABLE,
                    "there is no way back of " + table + ": no change of it has a reverse window that is open",
                    "a change can be undone after 'osc run --reverse-window' has made it, until the window ends");
        }
        return found.get();
    }

    private Report asked(TableName named, ReverseWindow.Wish wish) throws SQLException, InterruptedException {
        try (Connection connection = engine.plain().open()) {
            TableName table = engine.planner().source(connection, named).name();
            open(connection, table);
            Requests requests = new Requests(engine.dialect(), clock, table);
            requests.create(connection);
            requests.ask(connection, wish.text());
            while (true) {
                Optional<Requests.Request> request = requests.find(connection);
                if (request.isEmpty()) {
                    if (stillOpen(connection, table)) {
                        // somebody else's request took the place of this one, and was answered
                        throw new OscException(
                                ExitCode.NOT_SWAPPED,
                                "the change of " + table + " was not undone: another request came between",
                                "the change stays made, and its way back open; try again");
                    }
                    break;
                }
                String answer = request.get().answer();
                if (answer != null) {
                    requests.forget(connection);
                    throw new OscException(
                            ExitCode.NOT_SWAPPED,
                            answer,
                            "the change stays made, and its way back open; where the tables differ 'osc rollback --on-mismatch"
                                    + " repair' or '--no-verify' goes on, else try again");
                }
                if (!busy(table)) {
                    // who was asked may have ended without an answer, or before it was asked
                    requests.forget(connection);
                    requireEnded(connection, table);
                    break;
                }
                Thread.sleep(LOOK_MILLIS);
            }
            while (busy(table)) {
                Thread.sleep(LOOK_MILLIS);
            }
            return looked(connection, table, wish);
        }
    }

    /** What became of it is looked up, not concluded (I10). */
    private Report looked(Connection connection, TableName table, ReverseWindow.Wish wish) throws SQLException {
        boolean retired = engine.tables().read(connection, table.retired()).isPresent();
        boolean shadow = engine.tables().read(connection, table.shadow()).isPresent();
        if (wish == ReverseWindow.Wish.FINISH) {
            if (!retired && shadow) {
                // somebody's rollback came before it
                return new Report.Undone(table, table.shadow(), null, List.of());
            }
            return new Report.Kept(table, table.retired(), retired ? Report.Fate.KEPT : Report.Fate.DROPPED);
        }
        if (retired || !shadow) {
            throw new OscException(
                    ExitCode.WAY_BACK_LOST,
                    "the change of " + table + " was not undone: the osc that kept its way back open had lost it",
                    "the change stays made; that osc's log has the reason");
        }
        return new Report.Undone(table, table.shadow(), null, List.of());
    }

    private boolean busy(TableName table) throws SQLException {
        try (TableLock.Held _ = engine.lock().take(table)) {
            return false;
        } catch (OscException busy) {
            if (busy.code() == ExitCode.ALREADY_RUNNING) {
                return true;
            }
            throw busy;
        }
    }

    private boolean stillOpen(Connection connection, TableName table) throws SQLException {
        return engine.tables().read(connection, StateTables.migrations(table)).isPresent()
                && new MigrationStore(engine.dialect(), clock, table)
                        .find(connection)
                        .isPresent();
    }

    private void requireEnded(Connection connection, TableName table) throws SQLException {
        if (stillOpen(connection, table)) {
            throw new OscException(
                    ExitCode.SERVER_FAILED,
                    "the osc that kept the way back of " + table + " open has ended before it did what was asked",
                    "run the same command again: it goes on by itself");
        }
    }
}
