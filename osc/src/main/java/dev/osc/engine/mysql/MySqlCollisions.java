// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql;

import dev.osc.engine.mysql.session.InZone;
import dev.osc.replay.Collisions;
import dev.osc.schema.Column;
import dev.osc.schema.ColumnMapping;
import dev.osc.schema.Key;
import dev.osc.schema.KeyRange;
import dev.osc.schema.KeyShape;
import dev.osc.schema.KeyTuple;
import dev.osc.schema.Table;
import dev.osc.schema.mysql.MySqlDialect;
import dev.osc.schema.mysql.MySqlKeySql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the shadow's UNIQUE keys one by one. A source row of the batch and a shadow row of another key with the
 * same unique value: when the source still holds the value under that other key too, the data itself breaks the new
 * key; else the shadow's row is merely stale.
 */
final class MySqlCollisions implements Collisions {

    private static final int SHOWN = 10;

    private static final Set<String> CLOCK = Set.of("date", "time", "datetime");

    private final MySqlDialect dialect = new MySqlDialect();
    private final Table source;
    private final Table shadow;
    private final KeyShape key;
    private final MySqlKeySql keys;
    private final Map<String, String> sourceOf;
    private final String zone;

    MySqlCollisions(Table source, Table shadow, KeyShape key, ColumnMapping mapping) {
        this.source = source;
        this.shadow = shadow;
        this.key = key;
        this.keys = MySqlKeySql.ofSource(key);
        this.zone = mapping.zone();
        this.sourceOf = mapping.pairs().stream()
                .collect(Collectors.toMap(ColumnMapping.Pair::shadow, ColumnMapping.Pair::source));
    }

    @Override
    public Found ofChunk(Connection connection, KeyRange range) throws SQLException {
        return InZone.of(connection, zone, () -> look(connection, keys.inside(range)));
    }

    @Override
    public Found ofKeys(Connection connection, Collection<KeyTuple> batch) throws SQLException {
        return InZone.of(connection, zone, () -> look(connection, keys.in(batch)));
    }

    @Override
    public String describe(Connection connection, KeyTuple tuple) throws SQLException {
        List<String> names =
                key.parts().stream().map(part -> part.column().name()).toList();
        String columns = names.stream().map(dialect::quote).collect(Collectors.joining(", "));
        String sql =
                "SELECT " + columns + " FROM " + dialect.quote(source.name()) + " WHERE " + keys.in(List.of(tuple));
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            boolean there = row.next();
            List<String> values = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                // the literal is the server's own spelling too, if not the prettiest
                values.add(names.get(i) + " = "
                        + (there ? row.getString(i + 1) : keys.literals(tuple).get(i)));
            }
            return String.join(", ", values);
        }
    }

    private Found look(Connection connection, String condition) throws SQLException {
        Found found = new Found(new ArrayList<>(), new ArrayList<>());
        for (Key unique : shadow.keys()) {
            if (unique.unique() && unique.parts().stream().allMatch(part -> carried(part) != null)) {
                stale(connection, unique, condition, found.stale());
                conflicts(connection, unique, condition, found);
            }
        }
        return found;
    }

    /** The shadow's column that a key part indexes, when the source fills it. */
    private @Nullable Column carried(Key.Part part) {
        return part.column() == null || !sourceOf.containsKey(part.column())
                ? null
                : shadow.column(part.column()).orElse(null);
    }

    /** Shadow rows under other keys that bear a unique value of the batch. */
    private void stale(Connection connection, Key unique, String condition, List<KeyTuple> stale) throws SQLException {
        String batch = batch(unique, condition);
        String same =
                numbered(unique.parts().size(), " AND ", i -> "s." + dialect.quote(part(unique, i)) + " = b.u" + i);
        String otherKey = numbered(
                key.parts().size(),
                " AND ",
                i -> "s." + dialect.quote(key.parts().get(i).shadowName()) + " <=> b.k" + i);
        String sql = "SELECT " + MySqlKeySql.ofShadow(key).as("s").selectList() + " FROM " + batch + " JOIN "
                + dialect.quote(shadow.name()) + " AS s ON " + same + " WHERE NOT (" + otherKey + ") LIMIT " + 1000;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                stale.add(keys.read(row, 1));
            }
        }
    }

    /**
     * Rows of the source that hold one unique value twice: within the batch, or in the batch and under a stale key.
     * One statement, one snapshot.
     */
    private void conflicts(Connection connection, Key unique, String condition, Found found) throws SQLException {
        String where = found.stale().isEmpty() ? condition : "(" + condition + ") OR (" + keys.in(found.stale()) + ")";
        String values = numbered(unique.parts().size(), ", ", i -> "b.u" + i);
        String rowKey = numbered(key.parts().size(), ", ", i -> "b.k" + i);
        String notNull = numbered(unique.parts().size(), " AND ", i -> "b.u" + i + " IS NOT NULL");
        String sql =
                "SELECT CONCAT_WS(', ', " + values + ") AS value, COUNT(*) AS n, GROUP_CONCAT(CONCAT_WS(', ', " + rowKey
                        + ") SEPARATOR ' | ') AS row_keys FROM " + batch(unique, where) + " WHERE " + notNull
                        + " GROUP BY " + values
                        + " HAVING COUNT(*) > 1 LIMIT " + SHOWN;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                found.conflict()
                        .add("%s: value (%s) in %d rows, %s = %s"
                                .formatted(
                                        unique.name(),
                                        row.getString("value"),
                                        row.getLong("n"),
                                        key.parts().stream()
                                                .map(p -> p.column().name())
                                                .collect(Collectors.joining(", ")),
                                        row.getString("row_keys")));
            }
        }
    }

    /**
     * The batch as a derived table: the row's key as {@code k0 …}, the unique value as the shadow would hold it as
     * {@code u0 …}.
     */
    private String batch(Key unique, String condition) {
        String rowKey = numbered(
                key.parts().size(),
                ", ",
                i -> dialect.quote(key.parts().get(i).column().name()) + " AS k" + i);
        String values = numbered(
                unique.parts().size(), ", ", i -> asInShadow(unique.parts().get(i)) + " AS u" + i);
        return "(SELECT " + rowKey + ", " + values + " FROM " + dialect.quote(source.name()) + " WHERE " + condition
                + ") AS b";
    }

    private String asInShadow(Key.Part part) {
        Column column = Objects.requireNonNull(carried(part));
        Column before = source.column(Objects.requireNonNull(sourceOf.get(column.name())))
                .orElseThrow();
        String from = clockTime(before, column);
        String collation = column.type().collation();
        String typed = collation == null
                ? from
                : "CONVERT(" + from + " USING " + column.type().charset() + ") COLLATE " + collation;
        return part.prefixLength() == null ? typed : "LEFT(" + typed + ", " + part.prefixLength() + ")";
    }

    /** Two instants may be one time of the clock. */
    private String clockTime(Column before, Column now) {
        String name = dialect.quote(before.name());
        return before.type().name().equals("timestamp")
                        && CLOCK.contains(now.type().name())
                ? "CAST(" + name + " AS " + now.type().definition() + ")"
                : name;
    }

    private static String part(Key unique, int i) {
        return Objects.requireNonNull(unique.parts().get(i).column());
    }

    private static String numbered(int count, String joiner, IntFunction<String> each) {
        return IntStream.range(0, count).mapToObj(each).collect(Collectors.joining(joiner));
    }
}
