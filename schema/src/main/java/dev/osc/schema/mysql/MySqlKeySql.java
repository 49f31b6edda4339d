// SPDX-License-Identifier: Apache-2.0
package dev.osc.schema.mysql;

import dev.osc.schema.Column;
import dev.osc.schema.KeyRange;
import dev.osc.schema.KeyShape;
import dev.osc.schema.KeyTuple;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Key values in MySQL's SQL: read in canonical form, written as literals, compared in the key's order.
 *
 * <p>Literals, not placeholders: a batch of keys is one statement of any length, text goes as bytes with its
 * character set's introducer ({@code _latin1 x'e9'}), so no connection character set touches it, and the column's
 * collation decides the comparison. Every literal is made of digits, hex digits or the server's own ASCII forms;
 * nothing of the user's is ever spliced in. The session's time zone must be +00:00 (TIMESTAMP keys are in UTC in the
 * log).
 */
public final class MySqlKeySql {

    private final MySqlDialect dialect = new MySqlDialect();
    private final KeyShape shape;
    private final Function<KeyShape.Part, String> names;
    private final String prefix;

    private MySqlKeySql(KeyShape shape, Function<KeyShape.Part, String> names, String prefix) {
        this.shape = shape;
        this.names = names;
        this.prefix = prefix;
    }

    /** For statements on the source. */
    public static MySqlKeySql ofSource(KeyShape shape) {
        return new MySqlKeySql(shape, part -> part.column().name(), "");
    }

    /** For statements on the shadow, where a key column may have another name. */
    public static MySqlKeySql ofShadow(KeyShape shape) {
        return new MySqlKeySql(shape, KeyShape.Part::shadowName, "");
    }

    /** The same where the table bears that alias, which needs no quotes. */
    public MySqlKeySql as(String alias) {
        return new MySqlKeySql(shape, names, alias + ".");
    }

    /** The key's columns, for ORDER BY, in the key's own direction. */
    public String order() {
        return shape.parts().stream()
                .map(part -> name(part) + (part.descending() ? " DESC" : ""))
                .collect(Collectors.joining(", "));
    }

    /** Expressions that give the key's columns in canonical form; read with {@link #read}. */
    public String selectList() {
        return shape.parts().stream().map(part -> canonical(part, name(part))).collect(Collectors.joining(", "));
    }

    private static String canonical(KeyShape.Part part, String column) {
        return switch (part.kind()) {
            case SIGNED -> column;
            case UNSIGNED -> "CAST(" + column + " AS UNSIGNED)";
            case TEXT, BYTES -> "HEX(CAST(" + column + " AS BINARY))";
            case LITERAL -> "CAST(" + column + " AS CHAR)";
        };
    }

    /** The key in a row that selected {@link #selectList}, from that column number on. */
    public KeyTuple read(ResultSet row, int first) throws SQLException {
        KeyTuple.Builder key = KeyTuple.builder();
        int at = first;
        for (KeyShape.Part part : shape.parts()) {
            String value = row.getString(at++);
            switch (part.kind()) {
                case SIGNED -> key.add(number(part, value, Long::parseLong));
                case UNSIGNED -> key.add(number(part, value, Long::parseUnsignedLong));
                case TEXT, BYTES -> key.add(HexFormat.of().parseHex(value));
                case LITERAL -> key.add(value);
            }
        }
        return key.build();
    }

    /** @throws SQLException for a key of another table that is beyond what this one's column can hold */
    private static long number(KeyShape.Part part, String value, ToLongFunction<String> parse) throws SQLException {
        try {
            return parse.applyAsLong(value);
        } catch (NumberFormatException e) {
            throw new SQLDataException(
                    value + " is beyond what " + part.column().name() + ", "
                            + part.column().type().definition()
                            + ", can hold: no row of the one table can be that of the other",
                    "22003",
                    e);
        }
    }

    /**
     * {@code k IN (…)}, or {@code (a, b) IN ((…), …)}. Never called with no keys. Within a row constructor the server compares
     * an ENUM or a SET with a number as texts, which finds nothing (seen on 5.7.22 and 8.0.15): there each key is spelt out.
     */
    public String in(Collection<KeyTuple> keys) {
        return shape.parts().size() > 1 && shape.parts().stream().anyMatch(MySqlKeySql::numbered)
                ? keys.stream().map(this::equal).collect(Collectors.joining(" OR ", "(", ")"))
                : columns() + " IN (" + keys.stream().map(this::literal).collect(Collectors.joining(", ")) + ")";
    }

    private static boolean numbered(KeyShape.Part part) {
        return part.column().type().name().equals("enum")
                || part.column().type().name().equals("set");
    }

    private String equal(KeyTuple key) {
        List<String> values = literals(key);
        return IntStream.range(0, values.size())
                .mapToObj(i -> name(shape.parts().get(i)) + " = " + values.get(i))
                .collect(Collectors.joining(" AND ", "(", ")"));
    }

    /** The key's columns as one operand: bare, or a row constructor. */
    private String columns() {
        String list = shape.parts().stream().map(this::name).collect(Collectors.joining(", "));
        return shape.parts().size() == 1 ? list : "(" + list + ")";
    }

    private String literal(KeyTuple key) {
        List<String> values = literals(key);
        return values.size() == 1 ? values.getFirst() : "(" + String.join(", ", values) + ")";
    }

    /** The literals of a key's columns, in key order. */
    public List<String> literals(KeyTuple key) {
        KeyTuple.Reader values = key.read();
        return shape.parts().stream().map(part -> literal(part, values)).toList();
    }

    private static String literal(KeyShape.Part part, KeyTuple.Reader values) {
        return switch (part.kind()) {
            case SIGNED -> Long.toString(values.nextLong());
            case UNSIGNED -> Long.toUnsignedString(values.nextLong());
            case TEXT -> "_" + charset(part.column()) + " x'" + HexFormat.of().formatHex(values.nextBytes()) + "'";
            case BYTES -> "x'" + HexFormat.of().formatHex(values.nextBytes()) + "'";
            case LITERAL -> number(part.column()) ? checked(values) : "'" + checked(values) + "'";
        };
    }

    /** What a checkpoint held may be of anyone's making: of a date, a time or a decimal it has the characters, or is none. */
    private static String checked(KeyTuple.Reader values) {
        String literal = values.nextLiteral();
        for (int i = 0; i < literal.length(); i++) {
            char c = literal.charAt(i);
            if ((c < '0' || c > '9') && "-.: ".indexOf(c) < 0) {
                throw new IllegalArgumentException("no date, time or decimal: " + literal);
            }
        }
        if (literal.isEmpty() || literal.contains("--")) {
            throw new IllegalArgumentException("no date, time or decimal: " + literal);
        }
        return literal;
    }

    /** The key for a person: {@code id = 7, code = 'x'}; bytes, and text that is not UTF-8's, as the literal. */
    public String describe(KeyTuple key) {
        List<String> literals = literals(key);
        KeyTuple.Reader values = key.read();
        List<String> said = new ArrayList<>();
        for (int i = 0; i < literals.size(); i++) {
            KeyShape.Part part = shape.parts().get(i);
            String text = literals.get(i);
            switch (part.kind()) {
                case SIGNED, UNSIGNED -> values.nextLong();
                case BYTES, LITERAL -> values.nextBytes();
                case TEXT -> {
                    byte[] bytes = values.nextBytes();
                    text = charset(part.column()).startsWith("utf8") || ascii(bytes)
                            ? "'" + new String(bytes, StandardCharsets.UTF_8) + "'"
                            : text;
                }
            }
            said.add(names.apply(part) + " = " + text);
        }
        return String.join(", ", said);
    }

    private static boolean ascii(byte[] bytes) {
        for (byte one : bytes) {
            if (one < 0x20) {
                return false;
            }
        }
        return true;
    }

    private static String charset(Column column) {
        String charset = column.type().charset();
        if (charset == null) {
            throw new IllegalStateException("text column " + column.name() + " without a character set");
        }
        return charset;
    }

    private static boolean number(Column column) {
        return column.type().name().equals("decimal");
    }

    /** {@code low < key AND key <= high}, in the key's order; {@code TRUE} for everything. */
    public String inside(KeyRange range) {
        String above = range.low() == null ? null : above(range.low());
        String upTo = range.high() == null ? null : upTo(range.high());
        return above == null ? upTo == null ? "TRUE" : upTo : upTo == null ? above : above + " AND " + upTo;
    }

    /**
     * {@code key > bound}. Expanded by hand: MySQL uses no index for {@code (a, b) > (x, y)} (manual, "Row Constructor
     * Expression Optimization").
     */
    public String above(KeyTuple bound) {
        return compare(bound, true, false);
    }

    /** {@code key <= bound}. */
    public String upTo(KeyTuple bound) {
        return compare(bound, false, true);
    }

    private String compare(KeyTuple bound, boolean greater, boolean orEqual) {
        List<String> values = literals(bound);
        String condition = null;
        for (int i = shape.parts().size() - 1; i >= 0; i--) {
            condition = step(shape.parts().get(i), values.get(i), greater, orEqual, condition);
        }
        return "(" + condition + ")";
    }

    /** One column's part of a comparison: beyond the value, or equal to it and then the rest. */
    private String step(KeyShape.Part part, String value, boolean greater, boolean orEqual, @Nullable String rest) {
        boolean up = greater != part.descending();
        if (rest == null) {
            return beyond(part, value, up, orEqual);
        }
        return beyond(part, value, up, false) + " OR (" + name(part) + " = " + value + " AND (" + rest + "))";
    }

    private String beyond(KeyShape.Part part, String value, boolean up, boolean orEqual) {
        if (part.column().type().name().equals("enum")) {
            return beyond(part, Integer.parseInt(value), up, orEqual);
        }
        return name(part) + (up ? " >" : " <") + (orEqual ? "= " : " ") + value;
    }

    /**
     * The ordinals beyond one, each by itself: MySQL finds {@code e IN (3, 4)} in an index, and reads the whole table for
     * {@code e > 2} (seen on 5.7.22 and 8.0.15).
     */
    private String beyond(KeyShape.Part part, int ordinal, boolean up, boolean orEqual) {
        int least = up ? ordinal + (orEqual ? 0 : 1) : 0;
        int most = up ? EnumMembers.count(part.column().type().definition()) : ordinal - (orEqual ? 0 : 1);
        return least > most
                ? "FALSE"
                : name(part) + " IN ("
                        + IntStream.rangeClosed(least, most)
                                .mapToObj(Integer::toString)
                                .collect(Collectors.joining(", "))
                        + ")";
    }

    private String name(KeyShape.Part part) {
        return prefix + dialect.quote(names.apply(part));
    }

    /**
     * The key's columns as operands of a comparison with another table's, in key order: a YEAR as a number. Where a condition pins a YEAR
     * to one value, MariaDB 11.4.5 takes 1930 = 1930 of two bare columns for false.
     */
    public List<String> operands() {
        return shape.parts().stream()
                .map(part -> name(part) + (part.column().type().name().equals("year") ? " + 0" : ""))
                .toList();
    }

    /** The key's columns by name, in key order. */
    public List<String> names() {
        return shape.parts().stream().map(this::name).toList();
    }
}
