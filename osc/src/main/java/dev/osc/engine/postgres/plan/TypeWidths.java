// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.plan;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether every value of one type is one of another; where it is not known, it is said not to be. */
final class TypeWidths {

    private static final List<String> INTEGERS = List.of("smallint", "integer", "bigint");
    private static final List<Integer> DIGITS = List.of(5, 10, 19);
    private static final Pattern PARTS = Pattern.compile("([a-z ]+?)(?:\\((\\d+)(?:,(-?\\d+))?\\))?");

    private TypeWidths() {}

    /** @param from as {@code format_type} writes it */
    static boolean takesAll(String from, String to) {
        if (from.equals(to)) {
            return true;
        }
        Matcher a = PARTS.matcher(from);
        Matcher b = PARTS.matcher(to);
        if (!a.matches() || !b.matches()) {
            return false;
        }
        int rank = INTEGERS.indexOf(a.group(1));
        return switch (b.group(1)) {
            case "text" ->
                a.group(1).startsWith("character") || rank >= 0 || a.group(1).equals("numeric");
            case "character varying" -> a.group(1).startsWith("character") && length(a) <= length(b);
            case "smallint", "integer", "bigint" -> rank >= 0 && rank <= INTEGERS.indexOf(b.group(1));
            case "numeric" -> rank >= 0 ? whole(b) >= DIGITS.get(rank) : decimals(a, b);
            case "double precision" -> a.group(1).equals("real");
            default -> false;
        };
    }

    private static boolean decimals(Matcher a, Matcher b) {
        boolean any = b.group(2) == null;
        return a.group(1).equals("numeric")
                && (any || (a.group(2) != null && whole(a) <= whole(b) && scale(a) <= scale(b)));
    }

    /** char without a length has one character, varchar without one has no end. */
    private static int length(Matcher type) {
        return type.group(2) == null ? Integer.MAX_VALUE : Integer.parseInt(type.group(2));
    }

    private static int whole(Matcher numeric) {
        return numeric.group(2) == null ? Integer.MAX_VALUE : Integer.parseInt(numeric.group(2)) - scale(numeric);
    }

    private static int scale(Matcher numeric) {
        return numeric.group(3) == null ? 0 : Integer.parseInt(numeric.group(3));
    }
}
