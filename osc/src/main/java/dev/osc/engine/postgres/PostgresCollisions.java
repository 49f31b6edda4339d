// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres;

import dev.osc.engine.postgres.session.Ask;
import dev.osc.replay.Collisions;
import dev.osc.schema.ColumnMapping;
import dev.osc.schema.KeyRange;
import dev.osc.schema.KeyShape;
import dev.osc.schema.KeyTuple;
import dev.osc.schema.TableName;
import dev.osc.schema.postgres.PostgresDialect;
import dev.osc.schema.postgres.PostgresKeySql;
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

/**
 * Looks at the shadow's unique and exclusion indexes one by one, with the index's own expressions, predicate and
 * operators. A source row of the batch and a shadow row of another key that the index does not take together: when the
 * source holds both, the data itself breaks the rule; else the shadow's row is merely stale.
 */
final class PostgresCollisions implements Collisions {

    private static final int SHOWN = 10;
    private static final int MOST = 1000;

    private final PostgresDialect dialect = new PostgresDialect();
    private final TableName source;
    private final TableName shadow;
    private final KeyShape key;
    private final PostgresKeySql sourceKeys;
    private final PostgresKeySql shadowKeys;
    private final ColumnMapping mapping;

    PostgresCollisions(TableName source, TableName shadow, KeyShape key, ColumnMapping mapping) {
        this.source = source;
        this.shadow = shadow;
        this.key = key;
        this.sourceKeys = PostgresKeySql.ofSource(key);
        this.shadowKeys = PostgresKeySql.ofShadow(key);
        this.mapping = mapping;
    }

    @Override
    public Found ofChunk(Connection connection, KeyRange range) throws SQLException {
        return look(connection, sourceKeys.inside(range));
    }

    @Override
    public Found ofKeys(Connection connection, Collection<KeyTuple> batch) throws SQLException {
        return look(connection, sourceKeys.in("", batch));
    }

    @Override
    public String describe(Connection connection, KeyTuple tuple) {
        List<String> texts = sourceKeys.texts(tuple);
        return numbered(texts.size(), ", ", i -> key.parts().get(i).column().name() + " = " + texts.get(i));
    }

    private Found look(Connection connection, String condition) throws SQLException {
        Found found = new Found(new ArrayList<>(), new ArrayList<>());
        for (UniqueIndex index : UniqueIndex.of(connection, shadow)) {
            if (index.columns().stream().allMatch(this::carried)) {
                List<KeyTuple> stale = stale(connection, index, condition);
                found.stale().addAll(stale);
                conflicts(connection, index, condition, stale, found);
            }
        }
        return found;
    }

    private boolean carried(String column) {
        return mapping.pairs().stream().anyMatch(pair -> pair.shadow().equals(column));
    }

    /** Shadow rows under other keys that the index does not take beside a row of the batch. */
    private List<KeyTuple> stale(Connection connection, UniqueIndex index, String condition) throws SQLException {
        String other = "(SELECT " + aliased(shadowKeys) + ", " + values(index) + " FROM " + dialect.quote(shadow)
                + index.where() + ") AS s";
        String sql = "SELECT DISTINCT " + numbered(key.parts().size(), ", ", i -> shadowKeys.form(i, "s.k" + i))
                + " FROM "
                + batch(index, condition, "b") + " JOIN " + other + " ON " + index.collide("b", "s") + " WHERE NOT "
                + sameKey("b", "s") + " LIMIT " + MOST;
        List<KeyTuple> stale = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                stale.add(sourceKeys.read(row, 1));
            }
        }
        return stale;
    }

    /** Pairs of rows of the source that the index does not take together, in the batch or in the batch and stale; one snapshot. */
    private void conflicts(
            Connection connection, UniqueIndex index, String condition, List<KeyTuple> stale, Found found)
            throws SQLException {
        String where = stale.isEmpty() ? condition : "(" + condition + ") OR " + sourceKeys.in("", stale);
        String both = index.whole()
                ? grouped(index, where)
                : "SELECT " + shown("b", index) + " FROM " + batch(index, where, "b") + " JOIN "
                        + batch(index, where, "s") + " ON " + index.collide("b", "s") + " WHERE NOT "
                        + sameKey("b", "s") + " LIMIT " + SHOWN;
        String names = key.parts().stream().map(p -> p.column().name()).collect(Collectors.joining(", "));
        Ask.execute(connection, "SET LOCAL enable_hashjoin = on");
        found.conflict()
                .addAll(Ask.rows(
                        connection,
                        both,
                        row -> "%s: value (%s) in several rows, %s = %s"
                                .formatted(index.name(), row.getString(1), names, row.getString(2))));
    }

    private String grouped(UniqueIndex index, String where) {
        String values = numbered(index.size(), ", ", i -> "b.u" + i);
        String notNull = index.nullsDistinct()
                ? " WHERE " + numbered(index.size(), " AND ", i -> "b.u" + i + " IS NOT NULL")
                : "";
        return "SELECT concat_ws(', ', " + values + "), string_agg(concat_ws(', ', "
                + numbered(key.parts().size(), ", ", i -> "b.k" + i) + "), ' | ') FROM " + batch(index, where, "b")
                + notNull
                + " GROUP BY " + values + " HAVING count(*) > 1 LIMIT " + SHOWN;
    }

    private String shown(String alias, UniqueIndex index) {
        return "concat_ws(', ', " + numbered(index.size(), ", ", i -> alias + ".u" + i) + "), concat_ws(', ', "
                + numbered(key.parts().size(), ", ", i -> alias + ".k" + i) + ") || ' | ' || concat_ws(', ', "
                + numbered(key.parts().size(), ", ", i -> "s.k" + i) + ")";
    }

    /**
     * The batch as the shadow would hold it: the row's key as {@code k0 …}, what the index has of it as {@code u0 …}. OFFSET 0 has its
     * rows found by their keys: the planner, hoping for the LIMIT, would walk all of an index that is in the grouping's order.
     */
    private String batch(UniqueIndex index, String condition, String alias) {
        String row = mapping.pairs().stream()
                .filter(pair -> index.columns().contains(pair.shadow()))
                .map(pair -> "CAST((" + (pair.expression() == null ? dialect.quote(pair.source()) : pair.expression())
                        + ") AS " + index.typeOf(pair.shadow()) + ") AS " + dialect.quote(pair.shadow()))
                .collect(Collectors.joining(", "));
        return "(SELECT " + numbered(key.parts().size(), ", ", i -> "osc_k" + i + " AS k" + i) + ", " + values(index)
                + " FROM (SELECT " + numbered(key.parts().size(), ", ", i -> sourceKeys.column("", i) + " AS osc_k" + i)
                + ", " + row + " FROM ONLY " + dialect.quote(source) + " WHERE " + condition + " OFFSET 0) AS osc_row"
                + index.where() + ") AS " + alias;
    }

    private static String values(UniqueIndex index) {
        return numbered(index.size(), ", ", i -> index.expression(i) + " AS u" + i);
    }

    private static String aliased(PostgresKeySql keys) {
        return numbered(keys.size(), ", ", i -> keys.column("", i) + " AS k" + i);
    }

    private String sameKey(String one, String other) {
        return "(" + numbered(key.parts().size(), " AND ", i -> one + ".k" + i + " = " + other + ".k" + i) + ")";
    }

    private static String numbered(int count, String joiner, IntFunction<String> each) {
        return IntStream.range(0, count).mapToObj(each).collect(Collectors.joining(joiner));
    }
}
