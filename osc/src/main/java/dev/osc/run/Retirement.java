// SPDX-License-Identifier: Apache-2.0
package dev.osc.run;

import dev.osc.config.Reverse;
import dev.osc.config.RunSettings;
import dev.osc.engine.Engine;
import dev.osc.engine.MigrationParts;
import dev.osc.plan.Migration;
import dev.osc.progress.TimeSizer;
import dev.osc.schema.KeyRange;
import dev.osc.schema.KeyTuple;
import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of a retired table that nobody keeps current any more. */
final class Retirement {

    private static final Logger log = LoggerFactory.getLogger(Retirement.class);

    private static final int LARGEST_STEP = 20_000;

    private final Engine engine;
    private final MigrationParts parts;
    private final TableName retired;

    /** @param back whose shadow it is */
    Retirement(Engine engine, MigrationParts parts, Migration back) {
        this.engine = engine;
        this.parts = parts;
        this.retired = back.shadow().name();
    }

    private boolean emptying;

    /** What became of it. A server that fails leaves it where it is. */
    Report.Fate end(Reverse.Retired how, RunSettings settings) {
        if (how == Reverse.Retired.KEEP) {
            return Report.Fate.KEPT;
        }
        try {
            if (how == Reverse.Retired.DROP_IN_STEPS) {
                emptying = true;
                empty(settings);
            }
            try (Connection connection = engine.plain().open();
                    Statement drop = connection.createStatement()) {
                drop.execute("DROP TABLE " + engine.dialect().quote(retired));
            }
            return Report.Fate.DROPPED;
        } catch (SQLException e) {
            log.warn("{} could not be dropped: {}", retired, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return emptying ? Report.Fate.PARTLY_EMPTIED : Report.Fate.KEPT;
    }

    /** Row by row in key order, as long as a chunk takes, and as long a rest after each. */
    private void empty(RunSettings settings) throws SQLException, InterruptedException {
        TimeSizer sizer = new TimeSizer(settings.chunkTime(), settings.chunkRows(), 10, LARGEST_STEP);
        @Nullable KeyTuple edge = null;
        do {
            try (Connection connection = engine.sessions().open()) {
                KeyTuple low = edge;
                edge = parts.chunks().bound(connection, low, sizer.rows());
                long began = System.nanoTime();
                parts.chunks().clear(connection, new KeyRange(low, edge));
                connection.commit();
                long took = System.nanoTime() - began;
                sizer.took(sizer.rows(), took);
                Thread.sleep(took / 1_000_000);
            }
        } while (edge != null);
    }
}
