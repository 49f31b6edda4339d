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
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Without GTIDs: a locking read of a key waits for whoever changed it and has not committed in the engine (confirmed
 * on 5.7.22, 8.0.12, 8.0.15).
 *
 * <p>A probe never holds one key's lock while it waits for another's: with NOWAIT (8.0) a batch is refused at once
 * when one key is held, and is halved until that key is alone; without it (5.7) every probe is of one key. A key
 * alone is waited for, at the end of its queue, for as long as the session's {@code innodb_lock_wait_timeout} says: a
 * row that the application never leaves alone would otherwise never be settled.
 */
final class ProbeSettler implements Settler.ByKey {

    private final MySqlKeySql keys;
    private final String select;
    private final boolean nowait;

    /** @param nowait whether the server knows FOR SHARE NOWAIT (8.0.1) */
    ProbeSettler(TableName source, KeyShape key, boolean nowait) {
        MySqlDialect dialect = new MySqlDialect();
        this.keys = MySqlKeySql.ofSource(key);
        this.nowait = nowait;
        this.select =
                "SELECT 1 FROM " + dialect.quote(source) + " FORCE INDEX (" + dialect.quote(key.keyName()) + ") WHERE ";
    }

    @Override
    public List<KeyTuple> visible(Connection connection, List<KeyTuple> wanted) throws SQLException {
        List<KeyTuple> visible = new ArrayList<>(wanted.size());
        if (nowait) {
            halve(connection, wanted, visible);
        } else {
            for (KeyTuple key : wanted) {
                alone(connection, key, visible);
            }
        }
        return visible;
    }

    private void halve(Connection connection, List<KeyTuple> batch, List<KeyTuple> visible) throws SQLException {
        if (batch.size() == 1) {
            alone(connection, batch.getFirst(), visible);
        } else if (probe(connection, batch, " FOR SHARE NOWAIT")) {
            visible.addAll(batch);
        } else {
            int middle = batch.size() / 2;
            halve(connection, batch.subList(0, middle), visible);
            halve(connection, batch.subList(middle, batch.size()), visible);
        }
    }

    private void alone(Connection connection, KeyTuple key, List<KeyTuple> visible) throws SQLException {
        if (probe(connection, List.of(key), " LOCK IN SHARE MODE")) {
            visible.add(key);
        }
    }

    private boolean probe(Connection connection, List<KeyTuple> batch, String mode) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeQuery(select + keys.in(batch) + mode).close();
            return true;
        } catch (SQLException failure) {
            // 3572: NOWAIT refused; 1205: waited long enough; 1213: chosen in a deadlock
            return switch (failure.getErrorCode()) {
                case 3572, 1205, 1213 -> false;
                default -> throw failure;
            };
        }
    }
}
