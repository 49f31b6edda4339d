// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.compare;

import dev.osc.schema.Column;
import dev.osc.schema.ColumnType;
import dev.osc.schema.mysql.MySqlDialect;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A condition that is true when, and only when, the one column holds what an INSERT … SELECT of the other would have put there.
 *
 * @param column the shadow's name
 * @param equal over the source's row, which bears the alias {@code l}, and the shadow's, {@code r}; never NULL
 */
record SameValue(String column, String equal) {

    private static final Set<String> INTEGERS = Set.of("tinyint", "smallint", "mediumint", "int", "bigint");
    private static final Set<String> TEXTS = Set.of("char", "varchar", "tinytext", "text", "mediumtext", "longtext");
    private static final Set<String> BYTES =
            Set.of("binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob");
    private static final Set<String> TIMES = Set.of("time", "datetime", "timestamp");
    /** Compared by {@code <=>} as they are. */
    private static final Set<String> PLAIN = Set.of("decimal", "float", "double", "bit", "date");

    /** Empty where only an assignment tells what becomes of a value. */
    static Optional<SameValue> of(Column from, Column to) {
        MySqlDialect dialect = new MySqlDialect();
        String left = "l." + dialect.quote(from.name());
        String right = "r." + dialect.quote(to.name());
        return Optional.ofNullable(equal(from.type(), to.type(), left, right))
                .map(equal -> new SameValue(to.name(), "(" + equal + ")"));
    }

    private static String equal(String left, String right) {
        return left + " <=> " + right;
    }

    private static @Nullable String equal(ColumnType from, ColumnType to, String left, String right) {
        if (INTEGERS.contains(from.name()) && INTEGERS.contains(to.name())) {
            return equal(left, right);
        }
        if (TEXTS.contains(from.name()) && TEXTS.contains(to.name())) {
            return texts(from, to, left, right);
        }
        if (BYTES.contains(from.name()) && BYTES.contains(to.name())) {
            // a BINARY of another length is padded
            return same(from, to) || !to.name().equals("binary") ? equal(left, right) : null;
        }
        if (!from.name().equals(to.name())) {
            return null;
        }
        return switch (to.name()) {
            case "enum", "set" -> members(from, to, left, right);
            // MariaDB 11.4.5 takes 1908 for 8 where a <=> b and a has one value
            case "year" -> equal(left + " + 0", right + " + 0");
            case "json" -> equal(rendered(left), rendered(right));
            case "decimal" -> wider(from, to, 1) ? equal(left, right) : null;
            default -> {
                if (TIMES.contains(to.name())) {
                    yield wider(from, to, 0) ? equal(left, right) : null;
                }
                if (PLAIN.contains(to.name())) {
                    yield same(from, to) ? equal(left, right) : null;
                }
                // geometry and what later servers have: their bytes
                yield same(from, to) ? equal("HEX(" + left + ")", "HEX(" + right + ")") : null;
            }
        };
    }

    private static boolean same(ColumnType from, ColumnType to) {
        return from.definition().equals(to.definition());
    }

    /** Whether no digit behind the point is lost. */
    private static boolean wider(ColumnType from, ColumnType to, int argument) {
        return to.number(argument, 0) >= from.number(argument, 0);
    }

    /**
     * By their bytes in the shadow's character set, so that no collation calls two of them equal. A binary collation does
     * that too, but for blanks at the end, which the length tells, and makes no copy of the value.
     */
    private static String texts(ColumnType from, ColumnType to, String left, String right) {
        String value =
                to.name().equals("char") && !from.name().equals("char") ? "TRIM(TRAILING ' ' FROM " + left + ")" : left;
        String charset = String.valueOf(to.charset());
        String converted = charset.equals(from.charset()) ? value : "CONVERT(" + value + " USING " + charset + ")";
        return converted.equals(left)
                ? equal(left + " COLLATE " + charset + "_bin", right) + " AND "
                        + equal("LENGTH(" + left + ")", "LENGTH(" + right + ")")
                : equal(bytes(converted), bytes(right));
    }

    /** By number, which also tells '' from a value that was no member; where the numbers mean the same. */
    private static @Nullable String members(ColumnType from, ColumnType to, String left, String right) {
        String before = from.definition();
        boolean kept = same(from, to) || to.definition().startsWith(before.substring(0, before.length() - 1) + ",");
        return kept ? equal(left + " + 0", right + " + 0") : null;
    }

    private static String rendered(String json) {
        return bytes("CAST(" + json + " AS CHAR)");
    }

    private static String bytes(String text) {
        return "CAST(" + text + " AS BINARY)";
    }
}
