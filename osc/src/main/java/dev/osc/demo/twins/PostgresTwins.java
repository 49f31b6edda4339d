// SPDX-License-Identifier: Apache-2.0
package dev.osc.demo.twins;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The twins on PostgreSQL. The type of {@code total} has no bounds, so that giving it some rewrites the table (manual,
 * "ALTER TABLE": Notes).
 */
public final class PostgresTwins implements TwinDialect {

    /** Serialization failure, deadlock, lock not available (manual, "PostgreSQL Error Codes"). */
    private static final Set<String> TURNED_AWAY = Set.of("40001", "40P01", "55P03");

    @Override
    public List<String> create(String table) {
        return List.of("""
                CREATE TABLE %s (
                  id bigint PRIMARY KEY,
                  code varchar(32) UNIQUE,
                  customer integer NOT NULL,
                  total numeric NOT NULL,
                  state text NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'paid', 'sent', 'gone')),
                  remark varchar(200))""".formatted(table), "CREATE INDEX ON " + table + " (customer)");
    }

    @Override
    public String analyze(String table, String twin) {
        return "ANALYZE " + table + ", " + twin;
    }

    @Override
    public String upsert(String columns, String row, boolean replace) {
        return "INSERT INTO # (" + columns + ") VALUES " + row + " ON CONFLICT (id) DO UPDATE SET "
                + (replace ? everyColumnAnew(columns) : "total = #.total + 5, remark = NULL");
    }

    private static String everyColumnAnew(String columns) {
        return Arrays.stream(columns.split(", ", -1))
                .map(column -> column + " = excluded." + column)
                .collect(Collectors.joining(", "));
    }

    @Override
    public boolean turnsAway(SQLException failure) {
        return TURNED_AWAY.contains(failure.getSQLState());
    }
}
