// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.preflight;

import dev.osc.engine.postgres.session.Ask;
import dev.osc.plan.Amount;
import dev.osc.plan.Finding;
import dev.osc.schema.Table;
import dev.osc.schema.postgres.PostgresDialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A slot that holds back more log than max_slot_wal_keep_size loses its position, and the run with it. The copy logs each row of
 * the shadow and its index entries, and all that others write comes on top.
 */
final class RetentionCheck implements Check {

    @Override
    public String name() {
        return "wal-retention";
    }

    @Override
    public List<Finding> look(Connection connection, Table table) throws SQLException {
        return Ask.rows(
                        connection,
                        "SELECT (SELECT setting::bigint * 1048576 FROM pg_settings WHERE name = 'max_slot_wal_keep_size'),"
                                + " pg_total_relation_size(?::regclass)",
                        row -> new long[] {row.getLong(1), row.getLong(2)},
                        new PostgresDialect().quote(table.name()))
                .stream()
                .filter(bytes -> bytes[0] >= 0 && bytes[0] < bytes[1])
                .map(bytes -> Finding.warns(
                                "the server gives up a slot that holds back more than " + Amount.bytes(bytes[0])
                                        + " of its log, and the copy of " + table.name() + " may log "
                                        + Amount.bytes(bytes[1])
                                        + ": a run that falls behind, or is interrupted, has to begin again",
                                "raise max_slot_wal_keep_size (a reload is enough) while the change runs")
                        .about("max_slot_wal_keep_size", Amount.bytes(bytes[0])))
                .toList();
    }
}
