// SPDX-License-Identifier: Apache-2.0
package dev.osc.schema.postgres;

import dev.osc.schema.KeyKind;
import dev.osc.schema.KeyRange;
import dev.osc.schema.KeyShape;
import dev.osc.schema.KeyTuple;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Keys as SQL: integers as numbers, everything else in the server's own text form, which its input functions read back
 * to the same value. Values stand as typed arrays and rows, so that the type's own operators decide. Immutable.
 */
public final class PostgresKeySql {

    private final PostgresDialect dialect = new PostgresDialect();
    private final KeyShape key;
    private final List<String> columns;

    private PostgresKeySql(KeyShape key, List<String> columns) {
        this.key = key;
        this.columns = columns;
    }

    /** For conditions on the source. */
    public static PostgresKeySql ofSource(KeyShape key) {
        return new PostgresKeySql(
                key, key.parts().stream().map(part -> part.column().name()).toList());
    }

    /** For conditions on the shadow. */
    public static PostgresKeySql ofShadow(KeyShape key) {
        return new PostgresKeySql(
                key, key.parts().stream().map(KeyShape.Part::shadowName).toList());
    }

    public int size() {
        return columns.size();
    }

    /** The key's columns as a select list of which {@link #read} reads the values. */
    public String selectList(String alias) {
        return each(", ", i -> form(i, column(alias, i)));
    }

    /** One column as {@link #selectList} has it. */
    public String form(int i) {
        return form(i, column("", i));
    }

    /**
     * By the type's output function, as the log has it: a cast to text strips CHAR's blanks, and writes an inet's mask.
     *
     * @param value an expression of the column's type, never NULL
     */
    public String form(int i, String value) {
        return key.parts().get(i).kind() == KeyKind.SIGNED ? value : "pg_catalog.concat(" + value + ")";
    }

    /** The key for a person: {@code id = 7, code = 'x'}. */
    public String describe(KeyTuple tuple) {
        List<String> texts = texts(tuple);
        return each(
                ", ",
                i -> columns.get(i) + " = "
                        + (key.parts().get(i).kind() == KeyKind.SIGNED ? texts.get(i) : "'" + texts.get(i) + "'"));
    }

    public String order() {
        return each(", ", i -> column("", i));
    }

    /** A column, with the alias of its table where it has one. */
    public String column(String alias, int i) {
        String name = dialect.quote(columns.get(i));
        return alias.isEmpty() ? name : alias + "." + name;
    }

    /** The key of a row whose columns from {@code first} on are {@link #selectList}. */
    public KeyTuple read(ResultSet row, int first) throws SQLException {
        KeyTuple.Builder builder = KeyTuple.builder();
        for (int i = 0; i < columns.size(); i++) {
            if (key.parts().get(i).kind() == KeyKind.SIGNED) {
                builder.add(row.getLong(first + i));
            } else {
                builder.add(row.getString(first + i).getBytes(StandardCharsets.UTF_8));
            }
        }
        return builder.build();
    }

    /** The values in the server's text form, unquoted. */
    public List<String> texts(KeyTuple tuple) {
        KeyTuple.Reader reader = tuple.read();
        return key.parts().stream()
                .map(part -> part.kind() == KeyKind.SIGNED
                        ? Long.toString(reader.nextLong())
                        : new String(reader.nextBytes(), StandardCharsets.UTF_8))
                .toList();
    }

    public String above(KeyTuple tuple) {
        return row("") + " > " + typedRow(tuple);
    }

    public String inside(KeyRange range) {
        List<String> conditions = new ArrayList<>();
        if (range.low() != null) {
            conditions.add(above(range.low()));
        }
        if (range.high() != null) {
            conditions.add(row("") + " <= " + typedRow(range.high()));
        }
        return conditions.isEmpty() ? "true" : String.join(" AND ", conditions);
    }

    /** The columns as a row value. */
    public String row(String alias) {
        return "(" + each(", ", i -> column(alias, i)) + ")";
    }

    private String typedRow(KeyTuple tuple) {
        List<String> texts = texts(tuple);
        return "(" + each(", ", i -> PostgresDialect.literal(texts.get(i)) + "::" + type(i)) + ")";
    }

    /** The keys as arrays, one for each column, to be unnested side by side: {@code '{1,2}'::bigint[], …}. */
    public String arrays(Collection<KeyTuple> tuples) {
        List<List<String>> texts = tuples.stream().map(this::texts).toList();
        return each(
                ", ",
                i -> texts.stream()
                        .map(row -> PostgresDialect.literal(row.get(i)))
                        .collect(Collectors.joining(",", "ARRAY[", "]::" + type(i) + "[]")));
    }

    /** Whether a row of {@code alias} is one of them; false for none. */
    public String in(String alias, Collection<KeyTuple> tuples) {
        if (columns.size() == 1) {
            return column(alias, 0) + " = ANY (" + arrays(tuples) + ")";
        }
        // a sub-select that the planner joins by the key's index. What is there twice it leaves out, by the collation
        // there: without the column's own a row is found once for each spelling
        return row(alias) + " IN (SELECT " + each(", ", i -> collated(i, "c" + i)) + " FROM unnest(" + arrays(tuples)
                + ") AS k (" + each(", ", i -> "c" + i) + "))";
    }

    /** A value that stands apart from its column, to be compared as the column's values are. */
    public String collated(int i, String value) {
        String collation = key.parts().get(i).column().type().collation();
        return collation == null ? value : value + " COLLATE " + collation;
    }

    /** Without a length, which a constant must not be cut to. */
    private String type(int i) {
        return key.parts().get(i).column().type().name();
    }

    private String each(String joiner, IntFunction<String> text) {
        return IntStream.range(0, columns.size()).mapToObj(text).collect(Collectors.joining(joiner));
    }
}
