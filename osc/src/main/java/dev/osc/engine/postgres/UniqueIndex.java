// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres;

import dev.osc.engine.postgres.session.Ask;
import dev.osc.schema.TableName;
import dev.osc.schema.postgres.PostgresDialect;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An index that does not take every two rows together.
 *
 * @param expressions what it has of a row, over the table's own column names
 * @param operators that, all true of two rows, keep the second one out; qualified
 * @param predicate the rows that it has, or empty text for all
 * @param whole whether the operators are equality, so that rows can be grouped
 * @param nullsDistinct whether two NULLs are no collision
 * @param types of the table's columns that it reads, by name; without the length of strings, which a cast would cut to
 */
record UniqueIndex(
        String name,
        List<String> expressions,
        List<String> operators,
        String predicate,
        boolean whole,
        boolean nullsDistinct,
        Map<String, String> types) {

    UniqueIndex {
        expressions = List.copyOf(expressions);
        operators = List.copyOf(operators);
        types = Map.copyOf(types);
    }

    static List<UniqueIndex> of(Connection connection, TableName table) throws SQLException {
        // the equality of a btree operator class is strategy 3; constraints by EXCLUDE name theirs
        String sql = """
                SELECT x.relname,
                       ARRAY(SELECT pg_get_indexdef(x.oid, k.n, true) FROM generate_series(1, i.indnkeyatts) AS k(n)),
                       ARRAY(SELECT format('OPERATOR(%I.%s)', n.nspname, p.oprname)
                               FROM generate_series(1, i.indnkeyatts) AS k(n)
                               JOIN pg_opclass c ON c.oid = i.indclass[k.n - 1]
                               JOIN pg_operator p ON p.oid = CASE WHEN i.indisexclusion THEN o.conexclop[k.n] ELSE (
                                    SELECT amopopr FROM pg_amop WHERE amopfamily = c.opcfamily AND amopstrategy = 3
                                       AND amoplefttype = c.opcintype AND amoprighttype = c.opcintype) END
                               JOIN pg_namespace n ON n.oid = p.oprnamespace ORDER BY k.n),
                       coalesce(pg_get_expr(i.indpred, i.indrelid), ''), NOT i.indisexclusion,
                       coalesce((to_jsonb(i) ->> 'indnullsnotdistinct')::boolean, false),
                       ARRAY(SELECT a.attname FROM pg_attribute a WHERE %s),
                       ARRAY(SELECT format_type(a.atttypid, CASE WHEN t.typcategory = 'S' THEN -1 ELSE a.atttypmod END)
                               FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid WHERE %s)
                  FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
                  LEFT JOIN pg_constraint o ON o.conindid = x.oid AND o.contype = 'x'
                 WHERE i.indrelid = ?::regclass AND (i.indisunique OR i.indisexclusion) ORDER BY x.oid""";
        String read = """
                a.attrelid = i.indrelid AND a.attnum > 0 AND (a.attnum = ANY (i.indkey) OR EXISTS (
                    SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = x.oid
                       AND d.refobjid = i.indrelid AND d.refobjsubid = a.attnum)) ORDER BY a.attnum""";
        return Ask.rows(
                connection,
                sql.replace("WHERE %s)", "WHERE " + read + ")"),
                UniqueIndex::read,
                new PostgresDialect().quote(table));
    }

    private static UniqueIndex read(ResultSet row) throws SQLException {
        List<String> columns = list(row.getArray(7));
        List<String> types = list(row.getArray(8));
        Map<String, String> byName = new TreeMap<>();
        for (int i = 0; i < columns.size(); i++) {
            byName.put(columns.get(i), types.get(i));
        }
        return new UniqueIndex(
                row.getString(1),
                list(row.getArray(2)),
                list(row.getArray(3)),
                row.getString(4),
                row.getBoolean(5),
                !row.getBoolean(6),
                byName);
    }

    private static List<String> list(Array array) throws SQLException {
        List<String> texts = new ArrayList<>();
        for (Object one : (Object[]) array.getArray()) {
            texts.add(String.valueOf(one));
        }
        return texts;
    }

    int size() {
        return expressions.size();
    }

    List<String> columns() {
        return List.copyOf(types.keySet());
    }

    String typeOf(String column) {
        return String.valueOf(types.get(column));
    }

    String expression(int i) {
        return "(" + expressions.get(i) + ")";
    }

    String where() {
        return predicate.isEmpty() ? "" : " WHERE " + predicate;
    }

    /** Whether the index would not take a row of the one beside a row of the other. */
    String collide(String one, String other) {
        return IntStream.range(0, size())
                .mapToObj(i -> {
                    String equal = one + ".u" + i + " " + operators.get(i) + " " + other + ".u" + i;
                    String none = "(" + one + ".u" + i + " IS NULL AND " + other + ".u" + i + " IS NULL)";
                    return nullsDistinct ? equal : "(" + equal + " OR " + none + ")";
                })
                .collect(Collectors.joining(" AND "));
    }
}
