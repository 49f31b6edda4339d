// SPDX-License-Identifier: Apache-2.0
package dev.osc.run;

import dev.osc.checkpoint.MigrationStore;
import dev.osc.checkpoint.Stage;
import dev.osc.checkpoint.StateTables;
import dev.osc.config.RunSettings;
import dev.osc.engine.Engine;
import dev.osc.failure.OscException;
import dev.osc.plan.Finding;
import dev.osc.plan.Migration;
import dev.osc.plan.Planner;
import dev.osc.plan.Refusal;
import dev.osc.plan.TableChange;
import dev.osc.schema.Table;
import dev.osc.schema.TableName;
import dev.osc.verify.Rehearsal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first phase: look at everything, refuse what can't be done, try the direct way, build the shadow. Nothing but
 * new tables is touched.
 */
final class Preparation {

    private static final Logger log = LoggerFactory.getLogger(Preparation.class);

    /** How it went. */
    sealed interface Prepared {
        /** Nothing is left to do. */
        record Direct(TableName table, List<String> statements) implements Prepared {}

        record Shadow(Migration migration, Departure departure) implements Prepared {}

        /** The change is made, and its way back is to be kept open. */
        record Window(Migration migration, Departure departure) implements Prepared {}

        /** An earlier process had undone the change, and ended right after its swap. */
        record Undone(TableName table, TableName undone, List<String> left) implements Prepared {}

        /** An earlier run had made the change, and ended right after its swap. */
        record Swapped(TableName table, List<String> left) implements Prepared {}
    }

    private final Engine engine;
    private final Clock clock;
    private final TableChange.Leave leave;

    /** @param leave for a change in place */
    Preparation(Engine engine, Clock clock, TableChange.Leave leave) {
        this.engine = engine;
        this.clock = clock;
        this.leave = leave;
    }

    Prepared prepare(Connection connection, TableName name, String change, RunSettings settings)
            throws SQLException, InterruptedException {
        settleSwap(connection, name, change);
        Planner planner = engine.planner();
        Table source = planner.source(connection, name);
        Optional<Unfinished> unfinished = Unfinished.of(engine, connection, name);
        if (unfinished.isPresent()) {
            Unfinished earlier = unfinished.get();
            if (settings.resume()) {
                earlier.requireSame(connection, change);
            }
            if (earlier.undone(connection)) {
                List<String> left = earlier.finishSwap(connection, settings);
                if (settings.resume()) {
                    return new Prepared.Undone(source.name(), source.name().shadow(), left);
                }
                return afresh(connection, planner.read(source, change), source, change, settings);
            }
            if (earlier.hasWayBack(connection)) {
                if (settings.resume()) {
                    return earlier.window(connection, settings);
                }
                throw earlier.wayBackInTheWay();
            }
            if (earlier.swapped(connection)) {
                List<String> left = earlier.finishSwap(connection, settings);
                if (settings.resume()) {
                    return new Prepared.Swapped(source.name(), left);
                }
            } else if (settings.resume() && earlier.begun()) {
                return resumed(connection, planner.read(source, change), source, earlier, settings);
            } else {
                earlier.throwAway(connection);
            }
        }
        return afresh(connection, planner.read(source, change), source, change, settings);
    }

    /** The first to read osc's notes: who may not lacks a privilege that the preflight names. */
    private void settleSwap(Connection connection, TableName name, String change) throws SQLException {
        try {
            Unfinished.settleSwap(engine, connection, name);
        } catch (SQLException e) {
            Optional<Table> source = engine.tables().read(connection, name);
            if (source.isPresent()) {
                refuse(source.get(), engine.planner().read(source.get(), change).preflight(connection, true));
            }
            throw e;
        }
    }

    private Prepared resumed(
            Connection connection, TableChange reading, Table source, Unfinished earlier, RunSettings settings)
            throws SQLException {
        refuse(source, reading.preflight(connection, true));
        earlier.makeKey(connection);
        Table shadow = reading.adoptShadow(connection).orElseThrow(earlier::shadowGone);
        TableChange.Worked worked = reading.workOut(connection, shadow);
        refuse(source, worked.findings());
        Departure departure = earlier.departure(worked.migration());
        rehearse(connection, worked.migration(), settings);
        if (settings.reverse().wanted()) {
            refuse(source, engine.reversal().findings(connection, worked.migration()));
        }
        return new Prepared.Shadow(worked.migration().as(earlier.id()), departure);
    }

    private Prepared afresh(
            Connection connection, TableChange reading, Table source, String change, RunSettings settings)
            throws SQLException, InterruptedException {
        refuse(source, reading.preflight(connection, false));
        if (settings.direct()) {
            switch (reading.direct(connection, leave)) {
                case TableChange.Direct.Done done -> {
                    return new Prepared.Direct(source.name(), done.statements());
                }
                case TableChange.Direct.NotPossible not -> log.info("not directly: {}", not.reason());
            }
        }
        reading.beforeShadow(connection);
        // first the row: who dies while the shadow is made has left something that the next run knows for its own
        MigrationStore store = new MigrationStore(engine.dialect(), clock, source.name());
        String id = UUID.randomUUID().toString();
        boolean first = engine.tables()
                .read(connection, StateTables.migrations(source.name()))
                .isEmpty();
        StateTables.create(connection, engine.dialect(), source.name());
        store.begin(connection, id, change, Stage.PREPARE, Departure.BEGINNING.epoch());
        try {
            Table shadow = reading.createShadow(connection);
            try {
                TableChange.Worked worked = reading.workOut(connection, shadow);
                refuse(source, worked.findings());
                rehearse(connection, worked.migration(), settings);
                if (settings.reverse().wanted()) {
                    refuse(source, engine.reversal().findings(connection, worked.migration()));
                }
                return new Prepared.Shadow(worked.migration().as(id), Departure.BEGINNING);
            } catch (SQLException | RuntimeException e) {
                dropAgain(connection, shadow.name());
                throw e;
            }
        } catch (SQLException | RuntimeException e) {
            forget(connection, store, first, source.name());
            throw e;
        }
    }

    /** What speaks against comparing both tables is to be known before anything is copied. */
    private void rehearse(Connection connection, Migration migration, RunSettings settings) {
        if (!settings.verify().enabled()) {
            return;
        }
        TableName source = migration.source().name();
        Rehearsal.run(
                        connection,
                        engine.parts().apply(migration).comparison(),
                        source,
                        migration.shadow().name(),
                        engine.failures())
                .ifPresent(against -> {
                    throw new OscException(
                                    against.code(),
                                    against.text(),
                                    against.remedy() + ", or run with --no-verify",
                                    against.cause())
                            .and("(" + source + " is untouched)");
                });
    }

    /** @param first whether osc had no tables of its own in the schema before */
    private void forget(Connection connection, MigrationStore store, boolean first, TableName source) {
        try {
            store.forget(connection);
            if (first) {
                StateTables.dropUnused(connection, engine.dialect(), source);
            }
        } catch (SQLException e) {
            log.warn("the row of this change in _osc_migrations could not be removed: {}", e.getMessage());
        }
    }

    private void dropAgain(Connection connection, TableName shadow) {
        try (Statement drop = connection.createStatement()) {
            drop.execute("DROP TABLE IF EXISTS " + engine.dialect().quote(shadow));
        } catch (SQLException e) {
            log.warn("{} could not be dropped again: {}", shadow, e.getMessage());
        }
    }

    /** Ends the run when a finding blocks; tells the others. */
    private static void refuse(Table source, List<Finding> findings) {
        Refusal.onBlocking(source.name(), findings);
        findings.stream()
                .filter(f -> f.severity() == Finding.Severity.WARNS)
                .forEach(f -> log.warn("{}; {}", f.text(), f.remedy()));
    }
}
