// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.compare;

import dev.osc.copy.ChunkVerbs;
import dev.osc.schema.Column;
import dev.osc.schema.ColumnMapping.Pair;
import dev.osc.schema.KeyRange;
import dev.osc.schema.KeyTuple;
import dev.osc.schema.TableName;
import dev.osc.schema.postgres.PostgresDialect;
import dev.osc.schema.postgres.PostgresKeySql;
import dev.osc.verify.Compared;
import dev.osc.verify.Comparison;
import dev.osc.verify.Difference;
import dev.osc.verify.Tally;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One statement reads the rows of both tables. A value whose type changes is cast: within an assignment the server converts by
 * the same function, and what a cast would cut off an assignment refuses, so that the copy had ended.
 *
 * <p>{@code record *<> record} compares the stored images (manual, "Composite Type Comparison"), typed and NULL-aware, TOASTed values
 * too. Images may differ where the value is the same (a field of a composite value that is compressed in one table only): then
 * their texts decide, which say every bit (extra_float_digits is 3).
 */
public final class PostgresComparison implements Comparison {

    private final PostgresDialect dialect = new PostgresDialect();
    private final ChunkVerbs verbs;
    private final PostgresKeySql sourceKeys;
    private final PostgresKeySql shadowKeys;
    private final TableName source;
    private final TableName shadow;
    private final List<String> names;
    private final List<String> ours;
    private final List<String> theirs;
    private final List<String> leftOut;

    /**
     * @param verbs for the source's bounds
     * @param unsteady the shadow's columns whose expression does not give the same value twice
     */
    public PostgresComparison(Compared tables, ChunkVerbs verbs, Collection<String> unsteady) {
        this.verbs = verbs;
        this.sourceKeys = PostgresKeySql.ofSource(tables.key());
        this.shadowKeys = PostgresKeySql.ofShadow(tables.key());
        this.source = tables.source().name();
        this.shadow = tables.shadow().name();
        List<Pair> pairs = tables.mapping().pairs().stream()
                .filter(pair -> !unsteady.contains(pair.shadow()))
                .toList();
        this.names = pairs.stream().map(Pair::shadow).toList();
        this.ours = pairs.stream().map(pair -> value(tables, pair)).toList();
        this.theirs = names.stream().map(dialect::quote).toList();
        this.leftOut = unsteady.stream()
                .map(name -> "column " + name + ": what fills it gives another value each time")
                .toList();
    }

    private String value(Compared tables, Pair pair) {
        Column from = column(tables.source().columns(), pair.source());
        Column to = column(tables.shadow().columns(), pair.shadow());
        String value = pair.expression() == null ? dialect.quote(pair.source()) : "(" + pair.expression() + ")";
        return pair.expression() == null
                        && from.type().definition().equals(to.type().definition())
                ? value
                : "CAST(" + value + " AS " + to.type().definition() + ")";
    }

    private static Column column(List<Column> columns, String name) {
        return columns.stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
    }

    @Override
    public void rehearse(Connection connection) throws SQLException {
        tally(connection, "false", "false");
        differences(connection, "false", "false", 1);
    }

    @Override
    public @Nullable KeyTuple bound(Connection connection, @Nullable KeyTuple after, int rows) throws SQLException {
        return verbs.bound(connection, after, rows);
    }

    @Override
    public Tally tally(Connection connection, KeyRange range) throws SQLException {
        return tally(connection, sourceKeys.inside(range), shadowKeys.inside(range));
    }

    private Tally tally(Connection connection, String ofSource, String ofShadow) throws SQLException {
        String sql = "SELECT count(l.k0), count(r.k0), count(*) FILTER (WHERE l.k0 IS NOT NULL AND r.k0 IS NOT NULL"
                + " AND NOT " + unlike() + ") " + joined(ofSource, ofShadow, false);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return new Tally(row.getLong(1), row.getLong(2), row.getLong(3));
        }
    }

    private static String unlike() {
        return "(l.v OPERATOR(pg_catalog.*<>) r.v AND l.v::text IS DISTINCT FROM r.v::text)";
    }

    @Override
    public List<Difference> differences(Connection connection, KeyRange range, int most) throws SQLException {
        return differences(connection, sourceKeys.inside(range), shadowKeys.inside(range), most);
    }

    @Override
    public List<Difference> differences(Connection connection, Collection<KeyTuple> keys) throws SQLException {
        return differences(connection, sourceKeys.in("", keys), shadowKeys.in("", keys), 2 * keys.size());
    }

    private List<Difference> differences(Connection connection, String ofSource, String ofShadow, int most)
            throws SQLException {
        int parts = sourceKeys.size();
        String sql = "SELECT l.k0 IS NOT NULL, r.k0 IS NOT NULL, "
                + each(parts, i -> "coalesce(l.t" + i + ", r.t" + i + ")")
                + ", " + each(names.size(), i -> "l.c" + i + "::text IS DISTINCT FROM r.c" + i + "::text")
                + " " + joined(ofSource, ofShadow, true)
                + " WHERE l.k0 IS NULL OR r.k0 IS NULL OR " + unlike() + " LIMIT " + most;
        List<Difference> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                boolean here = row.getBoolean(1);
                boolean there = row.getBoolean(2);
                KeyTuple key = sourceKeys.read(row, 3);
                found.add(new Difference(
                        key,
                        !there ? Difference.Kind.MISSING : here ? Difference.Kind.DIFFERENT : Difference.Kind.EXTRA,
                        sourceKeys.describe(key),
                        here && there ? differing(row, 3 + parts) : List.of()));
            }
        }
        return found;
    }

    private List<String> differing(ResultSet row, int first) throws SQLException {
        List<String> differing = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (row.getBoolean(first + i)) {
                differing.add(names.get(i));
            }
        }
        return differing;
    }

    /** @param apart whether the columns are to be had one by one */
    private String joined(String ofSource, String ofShadow, boolean apart) {
        return "FROM (" + rows(source, sourceKeys, ours, ofSource, apart) + ") AS l FULL JOIN ("
                + rows(shadow, shadowKeys, theirs, ofShadow, apart) + ") AS r ON "
                + IntStream.range(0, sourceKeys.size())
                        .mapToObj(i -> "l.k" + i + " = r.k" + i)
                        .collect(Collectors.joining(" AND "));
    }

    private String rows(TableName table, PostgresKeySql keys, List<String> values, String where, boolean apart) {
        String texts = apart
                ? IntStream.range(0, keys.size())
                        .mapToObj(i -> ", " + keys.form(i) + " AS t" + i)
                        .collect(Collectors.joining())
                : "";
        String columns = apart
                ? IntStream.range(0, values.size())
                        .mapToObj(i -> ", " + values.get(i) + " AS c" + i)
                        .collect(Collectors.joining())
                : "";
        return "SELECT " + each(keys.size(), i -> keys.column("", i) + " AS k" + i) + texts + columns + ", ROW("
                + String.join(", ", values) + ") AS v FROM ONLY " + dialect.quote(table) + " WHERE " + where;
    }

    private static String each(int count, IntFunction<String> text) {
        return IntStream.range(0, count).mapToObj(text).collect(Collectors.joining(", "));
    }

    @Override
    public List<String> leftOut() {
        return leftOut;
    }
}
