// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.it.servers.TestSchema;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;

/** Compares two tables of PostgreSQL: definitions, and rows as the server writes them. */
final class PostgresTables {

    private static final String COLUMNS = """
            SELECT a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated, a.attcollation,
                   pg_get_expr(d.adbin, d.adrelid)
            FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            WHERE a.attrelid = '#'::regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum""";
    private static final String CONSTRAINTS = """
            SELECT regexp_replace(conname, '\\m#(?=_|\\M)', 'it', 'g'), pg_get_constraintdef(oid), convalidated
            FROM pg_constraint WHERE conrelid = '#'::regclass ORDER BY 1""";
    private static final String INDEXES = """
            SELECT regexp_replace(pg_get_indexdef(indexrelid), '\\m#(?=_|\\M)', 'it', 'g'), indisvalid, indisreplident
            FROM pg_index WHERE indrelid = '#'::regclass ORDER BY 1""";
    private static final String TABLE = """
            SELECT relkind, relpersistence, relreplident, reloptions, relowner, relacl, relrowsecurity
            FROM pg_class WHERE oid = '#'::regclass""";

    private PostgresTables() {}

    /** The server keeps no log for osc, and publishes nothing for it. */
    static void requireNothingKept(TestSchema schema) throws SQLException {
        assertThat(schema.rows("SELECT slot_name FROM pg_replication_slots WHERE database = current_database()"))
                .isEmpty();
        assertThat(schema.rows("SELECT pubname FROM pg_publication WHERE pubname LIKE 'osc\\_%'"))
                .isEmpty();
    }

    static void requireEqual(TestSchema schema, String table, String twin) throws SQLException {
        for (String query : List.of(COLUMNS, CONSTRAINTS, INDEXES, TABLE)) {
            assertThat(schema.rows(query.replace("#", table)))
                    .as("definition: %s", query)
                    .isEqualTo(schema.rows(query.replace("#", twin)));
        }
        List<String> left = contents(schema, table);
        List<String> right = contents(schema, twin);
        assertThat(without(right, left)).as("rows only the twin has").isEmpty();
        assertThat(without(left, right)).as("rows only the changed table has").isEmpty();
        assertThat(left).hasSameSizeAs(right).isNotEmpty();
    }

    private static List<String> without(List<String> rows, List<String> others) {
        HashSet<String> known = new HashSet<>(others);
        return rows.stream().filter(row -> !known.contains(row)).limit(5).toList();
    }

    private static List<String> contents(TestSchema schema, String table) throws SQLException {
        return schema.rows("SELECT t::text FROM " + table + " t");
    }
}
