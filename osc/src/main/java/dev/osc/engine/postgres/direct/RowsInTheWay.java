// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.direct;

import dev.osc.engine.postgres.session.Ask;
import dev.osc.schema.Key;
import dev.osc.schema.Table;
import dev.osc.schema.postgres.PostgresDialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names up to three rows that break a rule, while the rule (NOT VALID) or its index (INVALID) is still there to be asked;
 * looks for ten seconds at most.
 */
final class RowsInTheWay {

    private static final Logger log = LoggerFactory.getLogger(RowsInTheWay.class);

    private final PostgresDialect dialect = new PostgresDialect();
    private final Connection connection;
    private final Table source;
    private final String table;

    RowsInTheWay(Connection connection, Table source) {
        this.connection = connection;
        this.source = source;
        this.table = dialect.quote(source.name());
    }

    /** A line for each; none where the failure is of another kind, or they were not found in time. */
    List<String> named(SQLException failure) {
        ServerErrorMessage told = failure instanceof PSQLException it ? it.getServerErrorMessage() : null;
        String rule = told == null ? null : told.getConstraint();
        if (rule == null) {
            return List.of();
        }
        try {
            connection.setAutoCommit(false);
            Ask.execute(connection, "SET LOCAL statement_timeout = '10s'");
            return switch (String.valueOf(failure.getSQLState())) {
                case "23514" -> check(rule);
                case "23503" -> orphans(rule);
                case "23505" -> doubles(rule);
                default -> List.of();
            };
        } catch (SQLException e) {
            log.debug("the rows that break {} were not found: {}", rule, e.getMessage());
            return List.of();
        } finally {
            close();
        }
    }

    private void close() {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            log.debug("the session is gone: {}", e.getMessage());
        }
    }

    /** The primary key, else where the row lies. */
    private String key() {
        return source.keys().stream()
                .filter(Key::primary)
                .findFirst()
                .map(key -> key.parts().stream()
                        .map(part -> String.valueOf(part.column()))
                        .map(column -> PostgresDialect.literal(column + " = ") + " || " + "t." + dialect.quote(column))
                        .collect(Collectors.joining(" || ', ' || ")))
                .orElse("'ctid = ' || t.ctid");
    }

    private List<String> check(String rule) throws SQLException {
        String condition = Ask.text(
                connection,
                "SELECT pg_get_expr(conbin, conrelid) FROM pg_constraint WHERE conrelid = ?::regclass AND conname = ?",
                table,
                rule);
        return condition == null
                ? List.of()
                : Ask.texts(
                        connection,
                        "SELECT " + key() + " FROM ONLY " + table + " AS t WHERE (" + condition + ") IS FALSE LIMIT 3");
    }

    private record Pair(String ours, String theirs, String other) {}

    private List<String> orphans(String rule) throws SQLException {
        String sql = """
                SELECT a.attname, b.attname, o.confrelid::regclass::text
                  FROM pg_constraint o, unnest(o.conkey, o.confkey) AS k(our, their)
                  JOIN pg_attribute a ON a.attnum = k.our JOIN pg_attribute b ON b.attnum = k.their
                 WHERE o.conrelid = ?::regclass AND o.conname = ? AND a.attrelid = o.conrelid AND b.attrelid = o.confrelid""";
        List<Pair> pairs = Ask.rows(
                connection, sql, row -> new Pair(row.getString(1), row.getString(2), row.getString(3)), table, rule);
        if (pairs.isEmpty()) {
            return List.of();
        }
        String given = pairs.stream()
                .map(pair -> "t." + dialect.quote(pair.ours()) + " IS NOT NULL")
                .collect(Collectors.joining(" AND "));
        String found = pairs.stream()
                .map(pair -> "o." + dialect.quote(pair.theirs()) + " = t." + dialect.quote(pair.ours()))
                .collect(Collectors.joining(" AND "));
        String values = pairs.stream()
                .map(pair -> PostgresDialect.literal(pair.ours() + " = ") + " || t." + dialect.quote(pair.ours()))
                .collect(Collectors.joining(" || ', ' || "));
        return Ask.texts(
                connection,
                "SELECT " + key() + " || ': ' || " + values + " FROM ONLY " + table + " AS t WHERE " + given
                        + " AND NOT EXISTS (SELECT FROM " + pairs.getFirst().other() + " AS o WHERE " + found
                        + ") LIMIT 3");
    }

    private record Unique(List<String> expressions, String predicate, boolean nullsDistinct) {}

    private List<String> doubles(String index) throws SQLException {
        String sql = """
                SELECT ARRAY(SELECT pg_get_indexdef(i.indexrelid, n, true) FROM generate_series(1, i.indnkeyatts) AS n),
                       coalesce(pg_get_expr(i.indpred, i.indrelid), 'true'),
                       NOT coalesce((to_jsonb(i) ->> 'indnullsnotdistinct')::boolean, false)
                  FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid WHERE i.indrelid = ?::regclass AND x.relname = ?""";
        List<Unique> found = Ask.rows(
                connection,
                sql,
                row -> new Unique(List.of((String[]) row.getArray(1).getArray()), row.getString(2), row.getBoolean(3)),
                table,
                index);
        if (found.isEmpty()) {
            return List.of();
        }
        Unique unique = found.getFirst();
        String values = unique.expressions().stream().map(e -> "(" + e + ")").collect(Collectors.joining(", "));
        String notNull = unique.nullsDistinct()
                ? unique.expressions().stream()
                        .map(e -> " AND (" + e + ") IS NOT NULL")
                        .collect(Collectors.joining())
                : "";
        return Ask.texts(
                        connection,
                        "SELECT array_to_string((array_agg(" + key() + "))[1:3], ' and ') || ': ' || concat_ws(', ', "
                                + values + ") FROM ONLY " + table + " AS t WHERE (" + unique.predicate() + ")" + notNull
                                + " GROUP BY " + values + " HAVING count(*) > 1 LIMIT 3")
                .stream()
                .filter(Objects::nonNull)
                .toList();
    }
}
