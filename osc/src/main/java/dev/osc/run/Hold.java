// SPDX-License-Identifier: Apache-2.0
package dev.osc.run;

import dev.osc.plan.TableLock;
import dev.osc.schema.TableName;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The table's advisory lock, which lives as long as its session: taken again when that was lost. One thread at a time. */
final class Hold implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Hold.class);

    private final TableLock lock;
    private final TableName table;
    private TableLock.Held held;

    /** @throws dev.osc.failure.OscException when another osc has it */
    Hold(TableLock lock, TableName table) throws SQLException {
        this.lock = lock;
        this.table = table;
        this.held = lock.take(table);
    }

    /**
     * Whether it was held all the time; if not it is held again now, and somebody else may have been at work meanwhile.
     *
     * @throws dev.osc.failure.OscException when another osc has it
     */
    boolean uninterrupted() throws SQLException {
        if (stillHeld()) {
            return true;
        }
        log.warn("the session of the advisory lock on {} was lost; taking it again", table);
        held.close();
        held = lock.take(table);
        return false;
    }

    private boolean stillHeld() {
        try {
            return held.held();
        } catch (SQLException lost) {
            return false;
        }
    }

    @Override
    public void close() {
        held.close();
    }
}
