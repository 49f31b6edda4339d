// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.plan;

import dev.osc.engine.postgres.session.Ask;
import dev.osc.plan.KeyChoice;
import dev.osc.plan.KeyChoice.Rejected;
import dev.osc.schema.Column;
import dev.osc.schema.Key;
import dev.osc.schema.KeyKind;
import dev.osc.schema.KeyShape;
import dev.osc.schema.Table;
import dev.osc.schema.TableName;
import dev.osc.schema.postgres.PostgresDialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses the key that carries the rows: the table's replica identity, for only that stands in the log when a row is updated
 * or deleted. Under REPLICA IDENTITY FULL, the primary key or any other unique one.
 *
 * <p>Invariant: the chosen key's columns are NOT NULL and a whole unique key on both sides, and a constant of the one
 * side finds the same row on the other.
 */
public final class KeyChooser {

    private final Connection connection;
    private final Table source;
    private final Table shadow;
    private final Map<String, String> names;
    private boolean filledByAnybody;

    /** @param names the shadow's name of each column of the source that lives on */
    public KeyChooser(Connection connection, Table source, Table shadow, Map<String, String> names) {
        this.connection = connection;
        this.source = source;
        this.shadow = shadow;
        this.names = names;
    }

    public KeyChoice choose() throws SQLException {
        return choose(ReplicaIdentity.of(connection, source.name()));
    }

    /** Whatever the log tells of a row; but on the shadow, which anybody may have filled, it must not hold NULL either. */
    public KeyChoice chooseAny() throws SQLException {
        filledByAnybody = true;
        return choose("");
    }

    private KeyChoice choose(String identity) throws SQLException {
        List<Rejected> rejected = new ArrayList<>();
        for (Key key : source.keys()) {
            if (key.unique()) {
                String why = unusable(key, identity);
                if (why.isEmpty()) {
                    Optional<KeyShape> shape = shape(key);
                    if (shape.isPresent()) {
                        return new KeyChoice.Chosen(
                                shape.get(),
                                twin(key).orElseThrow().name(),
                                key.primary() ? "the primary key" : "the replica identity",
                                List.of());
                    }
                    why = "its type or collation is another after the change";
                }
                rejected.add(new Rejected(key.primary() ? "primary key" : "key " + key.name(), why));
            }
        }
        return new KeyChoice.NoneUsable(rejected, ReplicaIdentity.remedy(source, identity, rejected.isEmpty()));
    }

    /** Why the key can't carry rows, or empty text. */
    private String unusable(Key key, String identity) throws SQLException {
        if (key.parts().stream().anyMatch(part -> column(source, part).isEmpty())) {
            return "it indexes an expression";
        }
        if (key.parts().stream()
                .anyMatch(part -> column(source, part).orElseThrow().nullable())) {
            return "it may hold NULL";
        }
        if (key.parts().stream()
                .anyMatch(
                        part -> column(source, part).orElseThrow().type().name().endsWith("[]"))) {
            return "it is of an array";
        }
        if (!identity.isEmpty() && !identity.equals(key.name())) {
            return "it is not the replica identity";
        }
        if (key.parts().stream().map(Key.Part::descending).distinct().count() > 1) {
            return "it is ordered both ways";
        }
        if (!ordinary(key)) {
            return "its operators or collations are not the columns' own, or it is of arrays or rows";
        }
        Optional<Key> twin = twin(key);
        if (filledByAnybody
                && twin.isPresent()
                && twin.get().parts().stream()
                        .anyMatch(part -> column(shadow, part).orElseThrow().nullable())) {
            return "in the other table it may hold NULL";
        }
        return twin.isEmpty() ? "after the change it is no key any more" : "";
    }

    private boolean ordinary(Key key) throws SQLException {
        return Ask.yes(
                connection,
                """
                SELECT bool_and(o.opcdefault AND i.indcollation[k.n - 1] = a.attcollation
                                AND t.typtype <> 'c' AND t.typcategory <> 'A')
                  FROM pg_index i CROSS JOIN LATERAL generate_series(1, i.indnkeyatts) AS k(n)
                  JOIN pg_opclass o ON o.oid = i.indclass[k.n - 1]
                  JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k.n - 1]
                  JOIN pg_type t ON t.oid = a.atttypid
                 WHERE i.indexrelid = ?::regclass""",
                new PostgresDialect().quote(new TableName(source.name().schema(), key.name())));
    }

    /** The shadow's unique key over the same columns. */
    private Optional<Key> twin(Key key) {
        List<String> wanted = new ArrayList<>();
        for (Key.Part part : key.parts()) {
            String name = names.get(String.valueOf(part.column()));
            if (name == null) {
                return Optional.empty();
            }
            wanted.add(name);
        }
        return shadow.keys().stream()
                .filter(Key::unique)
                .filter(other -> other.parts().stream()
                        .map(part -> String.valueOf(part.column()))
                        .toList()
                        .equals(wanted))
                .findFirst();
    }

    /**
     * Empty where a column changes so that constants of the one side mean another row on the other, or ranges of the one hold
     * other rows than the same of the other.
     */
    private Optional<KeyShape> shape(Key key) throws SQLException {
        List<KeyShape.Part> parts = new ArrayList<>();
        for (Key.Part part : key.parts()) {
            Column column = column(source, part).orElseThrow();
            String name = String.valueOf(names.get(column.name()));
            Column after = shadow.columns().stream()
                    .filter(c -> c.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            if (!KeyTypes.interchangeable(column.type(), after.type())
                    || !collation(source, column).equals(collation(shadow, after))) {
                return Optional.empty();
            }
            parts.add(new KeyShape.Part(column, name, kind(column, after), false));
        }
        return Optional.of(new KeyShape(key.name(), parts));
    }

    private KeyKind kind(Column column, Column after) throws SQLException {
        KeyKind before = kind(source, column);
        // one flush lane where either side's equality is coarser than the bytes'
        return before == KeyKind.BYTES && kind(shadow, after) == KeyKind.TEXT ? KeyKind.TEXT : before;
    }

    /** Its collation's oid. */
    private String collation(Table table, Column column) throws SQLException {
        return String.valueOf(Ask.text(
                connection,
                "SELECT attcollation FROM pg_attribute WHERE attrelid = ?::regclass AND attname = ?",
                new PostgresDialect().quote(table.name()),
                column.name()));
    }

    private KeyKind kind(Table table, Column column) throws SQLException {
        return Ask.rows(
                        connection,
                        """
                        SELECT coalesce((SELECT collisdeterministic FROM pg_collation WHERE oid = a.attcollation), true),
                               coalesce(b.typtype, t.typtype) = 'e'
                          FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_type b ON b.oid = t.typbasetype
                         WHERE a.attrelid = ?::regclass AND a.attname = ?""",
                        row -> KeyTypes.kind(column.type(), row.getBoolean(1), row.getBoolean(2)),
                        new PostgresDialect().quote(table.name()),
                        column.name())
                .getFirst();
    }

    private static Optional<Column> column(Table table, Key.Part part) {
        return table.columns().stream()
                .filter(c -> c.name().equals(part.column()))
                .findFirst();
    }
}
