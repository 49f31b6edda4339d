// SPDX-License-Identifier: Apache-2.0
package dev.osc.run;

import dev.osc.checkpoint.MigrationStore;
import dev.osc.checkpoint.StateTables;
import dev.osc.engine.Engine;
import dev.osc.failure.OscException;
import dev.osc.plan.TableLock;
import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Drops what an earlier run on a table left: never the table itself, and nothing while the table is missing. */
public final class CleanUp {

    private final Engine engine;

    public CleanUp(Engine engine) {
        this.engine = engine;
    }

    /** Returns a sentence for each thing dropped, and for the retired table if it is kept. */
    public List<String> run(TableName name, boolean dropRetired) {
        List<String> done = new ArrayList<>();
        try (TableLock.Held _ = engine.lock().take(name);
                Connection connection = engine.plain().open()) {
            Unfinished.settleSwap(engine, connection, name);
            if (engine.tables().read(connection, name).isEmpty()) {
                return withoutTheTable(connection, name);
            }
            TableName source = engine.planner().source(connection, name).name();
            Optional<Unfinished> unfinished = Unfinished.of(engine, connection, source);
            if (unfinished.isPresent() && unfinished.get().windowOpen(connection)) {
                throw unfinished.get().wayBackInTheWay();
            }
            done.addAll(engine.leftovers().drop(connection, source));
            drop(connection, source.shadow(), done);
            if (dropRetired) {
                drop(connection, source.retired(), done);
            } else if (engine.tables().read(connection, source.retired()).isPresent()) {
                done.add(
                        "kept " + source.retired() + ", the table as it was before the last change; the next change of "
                                + source + " needs its name: --drop-retired drops it");
            }
            if (engine.tables().read(connection, StateTables.migrations(source)).isPresent()) {
                new MigrationStore(engine.dialect(), Clock.systemUTC(), source).forget(connection);
            }
            return done;
        } catch (OscException e) {
            throw Unfinished.busy(engine, name, e);
        } catch (SQLException e) {
            throw Ending.of(name, e);
        }
    }

    /** Its companions may hold the only rows there are: only what is no table goes. */
    private List<String> withoutTheTable(Connection connection, TableName name) throws SQLException {
        List<String> done = new ArrayList<>(engine.leftovers().drop(connection, name));
        for (TableName companion : List.of(name.shadow(), name.retired())) {
            if (engine.tables().read(connection, companion).isPresent()) {
                done.add("kept " + companion + ", since there is no table " + name
                        + ": look what it is before you drop or rename it");
            }
        }
        if (done.isEmpty()) {
            engine.planner().source(connection, name);
        }
        return done;
    }

    private void drop(Connection connection, TableName table, List<String> done) throws SQLException {
        if (engine.tables().read(connection, table).isPresent()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("DROP TABLE " + engine.dialect().quote(table));
            }
            done.add("dropped " + table);
        }
    }
}
