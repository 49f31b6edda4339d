// SPDX-License-Identifier: Apache-2.0
package dev.osc.verify;

import dev.osc.checkpoint.Reader;
import dev.osc.schema.KeyRange;
import dev.osc.schema.KeyTuple;
import dev.osc.schema.TableName;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Two tables of a number and a text. Any thread may read them while nobody writes. */
public final class MapTables implements Comparison {

    /** What they are called. */
    public static final TableName SOURCE = new TableName("shop", "orders");

    public static final TableName SHADOW = SOURCE.shadow();

    public final TreeMap<Long, String> source = new TreeMap<>();
    public final TreeMap<Long, String> shadow = new TreeMap<>();
    /** Every key that was asked for by itself. */
    public final List<Long> asked = new ArrayList<>();

    /** Both hold the even numbers of this span, with equal values. */
    public static MapTables alike(long from, long to) {
        MapTables tables = new MapTables();
        for (long id = from; id <= to; id += 2) {
            tables.source.put(id, "v" + id);
            tables.shadow.put(id, "v" + id);
        }
        return tables;
    }

    /** Its connection is of no use. */
    public static Reader reader() {
        Connection none = (Connection) Proxy.newProxyInstance(
                MapTables.class.getClassLoader(), new Class<?>[] {Connection.class}, (_, method, _) -> {
                    throw new UnsupportedOperationException(method.getName());
                });
        return new Reader() {
            @Override
            public <T> T read(Query<T> query) throws SQLException {
                return query.run(none);
            }
        };
    }

    public static KeyTuple key(long id) {
        return KeyTuple.ofLong(id);
    }

    private static long id(KeyTuple key) {
        return key.read().nextLong();
    }

    private static LongPredicate inside(KeyRange range) {
        return id -> (range.low() == null || id > id(range.low())) && (range.high() == null || id <= id(range.high()));
    }

    @Override
    public void rehearse(Connection connection) {}

    @Override
    public @Nullable KeyTuple bound(Connection connection, @Nullable KeyTuple after, int rows) {
        return source.keySet().stream()
                .filter(id -> after == null || id > id(after))
                .skip(rows - 1L)
                .findFirst()
                .map(MapTables::key)
                .orElse(null);
    }

    @Override
    public Tally tally(Connection connection, KeyRange range) {
        LongPredicate inside = inside(range);
        return new Tally(
                source.keySet().stream().filter(inside::test).count(),
                shadow.keySet().stream().filter(inside::test).count(),
                source.entrySet().stream()
                        .filter(row -> inside.test(row.getKey()))
                        .filter(row -> row.getValue().equals(shadow.get(row.getKey())))
                        .count());
    }

    @Override
    public List<Difference> differences(Connection connection, KeyRange range, int most) {
        return found(inside(range)).limit(most).toList();
    }

    @Override
    public List<Difference> differences(Connection connection, Collection<KeyTuple> keys) {
        keys.forEach(key -> asked.add(id(key)));
        return found(id -> keys.contains(key(id))).toList();
    }

    private Stream<Difference> found(LongPredicate wanted) {
        TreeSet<Long> all = new TreeSet<>(source.keySet());
        all.addAll(shadow.keySet());
        return all.stream()
                .filter(wanted::test)
                .filter(id -> !Objects.equals(source.get(id), shadow.get(id)))
                .map(id -> new Difference(
                        key(id),
                        !shadow.containsKey(id)
                                ? Difference.Kind.MISSING
                                : source.containsKey(id) ? Difference.Kind.DIFFERENT : Difference.Kind.EXTRA,
                        "id = " + id,
                        List.of()));
    }

    @Override
    public List<String> leftOut() {
        return List.of();
    }
}
