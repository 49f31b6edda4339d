// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres;

import dev.osc.cutover.postgres.ForeignKeyValidation;
import dev.osc.engine.postgres.direct.DirectLeftovers;
import dev.osc.engine.postgres.session.Ask;
import dev.osc.engine.postgres.session.BriefLocks;
import dev.osc.engine.postgres.shadow.ScratchTable;
import dev.osc.plan.Leftovers;
import dev.osc.replication.postgres.slot.SlotLeftovers;
import dev.osc.schema.TableName;
import dev.osc.schema.postgres.PostgresDialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Slot, publication, scratch schema, and what a direct change had under way, by the names that a table's runs give them. */
final class PostgresLeftovers implements Leftovers {

    private final PostgresDialect dialect = new PostgresDialect();

    @Override
    public List<String> finishSwap(Connection connection, TableName source, Duration lockTimeout)
            throws SQLException, InterruptedException {
        return new ForeignKeyValidation(source, source.retired(), Thread::sleep).left(connection, lockTimeout);
    }

    @Override
    public void makeKey(Connection connection, TableName shadow, List<String> deferred) throws SQLException {
        if (Ask.yes(connection, "SELECT to_regclass(?) IS NOT NULL", dialect.quote(shadow))) {
            PostgresShadowIndexes.makeKey(connection, shadow, deferred);
        }
    }

    @Override
    public List<String> drop(Connection connection, TableName source) throws SQLException {
        List<String> done = new ArrayList<>(SlotLeftovers.drop(connection, source));
        done.addAll(new DirectLeftovers(BriefLocks.standard()).drop(connection, source));
        String scratch = ScratchTable.schemaOf(source);
        if (Ask.text(connection, "SELECT 1 FROM pg_namespace WHERE nspname = ?", scratch) != null) {
            Ask.execute(connection, "DROP SCHEMA " + dialect.quote(scratch) + " CASCADE");
            done.add("dropped the schema " + scratch);
        }
        return done;
    }
}
