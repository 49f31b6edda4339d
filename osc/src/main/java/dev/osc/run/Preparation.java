// SPDX-License-Identifier: Apache-2.0
package dev.osc.run;

import dev.osc.checkpoint.MigrationStore;
import dev.osc.checkpoint.StateTables;
import dev.osc.engine.Engine;
import dev.osc.plan.Finding;
import dev.osc.plan.Migration;
import dev.osc.plan.Planner;
import dev.osc.plan.Refusal;
import dev.osc.plan.TableChange;
import dev.osc.schema.Table;
import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
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

        record Shadow(Migration migration) implements Prepared {}
    }

    private final Engine engine;
    private final Clock clock;

    Preparation(Engine engine, Clock clock) {
        this.engine = engine;
        this.clock = clock;
    }

    Prepared prepare(Connection connection, TableName name, String change, boolean direct)
            throws SQLException, InterruptedException {
        Planner planner = engine.planner();
        Table source = planner.source(connection, name);
        TableChange reading = planner.read(source, change);
        refuse(source, reading.preflight(connection));
        if (direct) {
            switch (reading.direct(connection)) {
                case TableChange.Direct.Done done -> {
                    return new Prepared.Direct(source.name(), done.statements());
                }
                case TableChange.Direct.NotPossible not -> log.info("not directly: {}", not.reason());
            }
        }
        Table shadow = reading.createShadow(connection);
        try {
            TableChange.Worked worked = reading.workOut(connection, shadow);
            refuse(source, worked.findings());
            begin(connection, worked.migration(), change);
            return new Prepared.Shadow(worked.migration());
        } catch (SQLException | RuntimeException e) {
            dropAgain(connection, shadow.name());
            throw e;
        }
    }

    private void begin(Connection connection, Migration migration, String change) throws SQLException {
        TableName source = migration.source().name();
        StateTables.create(connection, engine.dialect(), source);
        new MigrationStore(engine.dialect(), clock, source).begin(connection, migration.id(), change, 1);
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
