// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql;

import dev.osc.replay.Settler;
import dev.osc.schema.KeyShape;
import dev.osc.schema.KeyTuple;
import dev.osc.schema.TableName;
import dev.osc.schema.mysql.MySqlDialect;
import dev.osc.schema.mysql.MySqlKeySql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Without GTIDs: a locking read of a key waits for whoever changed it and has not committed in the engine (confirmed on
 * 5.7.22, 8.0.12, 8.0.15 and MariaDB 10.11, 11.4.5).
 *
 * <p>A probe never holds one key's lock while it waits for another's: with NOWAIT a batch is refused at once when
 * one key is held, and is halved until that key is alone; without it (5.7) no batch is free. A key alone is
 * waited for, at the end of its queue, as a row that the application never leaves alone would otherwise never be
 * settled; but all waits of a call share a small budget, so that one long transaction that holds many keys does not
 * hold up the others.
 */
final class ProbeSettler implements Settler.ByKey {

    /** What one call may wait in all, and one key at most. */
    private static final long BUDGET_MILLIS = 100;

    private static final long LONGEST_WAIT_MILLIS = 50;

    private final Probing.Rows rows;
    private final Probing probing;

    ProbeSettler(TableName source, KeyShape key, Probing probing) {
        MySqlDialect dialect = new MySqlDialect();
        this.probing = probing;
        this.rows = new Probing.Rows(
                MySqlKeySql.ofSource(key),
                " FROM " + dialect.quote(source) + " FORCE INDEX (" + dialect.quote(key.keyName()) + ") WHERE ");
    }

    @Override
    public List<KeyTuple> visible(Connection connection, List<KeyTuple> wanted) throws SQLException {
        Pass pass = new Pass(connection);
        if (!wanted.isEmpty()) {
            pass.halve(wanted);
        }
        return pass.visible;
    }

    /** One call: what it has found, and how long it may still wait. */
    private final class Pass {

        private final Connection connection;
        private final List<KeyTuple> visible = new ArrayList<>();
        private long budget = BUDGET_MILLIS;

        private Pass(Connection connection) {
            this.connection = connection;
        }

        private void halve(List<KeyTuple> batch) throws SQLException {
            if (batch.size() == 1) {
                alone(batch.getFirst());
            } else if (probing.free(connection, rows, batch)) {
                visible.addAll(batch);
            } else {
                int middle = batch.size() / 2;
                halve(batch.subList(0, middle));
                halve(batch.subList(middle, batch.size()));
            }
        }

        private void alone(KeyTuple key) throws SQLException {
            long wait = Math.clamp(budget, 1, LONGEST_WAIT_MILLIS);
            if (probing.free(connection, rows, key, wait)) {
                visible.add(key);
            } else {
                budget -= wait;
            }
        }
    }
}
