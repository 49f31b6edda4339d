// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight.facts;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One line of SHOW GRANTS.
 *
 * @param revoked whether it takes away on a schema what is granted everywhere (8.0.16, {@code partial_revokes})
 * @param schema the schema's pattern, {@code *} for all, with {@code %}, {@code _} and backslash as in LIKE
 */
record Grant(boolean revoked, Set<String> privileges, String schema, boolean wholeSchema) {

    /** In backticks, or in double quotes where sql_mode has ANSI_QUOTES. */
    private static final String NAME = "(\\*|`(?:[^`]|``)+`|\"(?:[^\"]|\"\")+\")";

    private static final Pattern LINE =
            Pattern.compile("(GRANT|REVOKE) (.+?) ON (?:TABLE )?" + NAME + "\\." + NAME + " (?:TO|FROM) .*");

    static Optional<Grant> parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Set<String> privileges = Stream.of(matcher.group(2).split(", *"))
                .map(p -> p.toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return Optional.of(new Grant(
                matcher.group(1).equals("REVOKE"),
                privileges,
                bare(matcher.group(3)),
                matcher.group(4).equals("*")));
    }

    private static String bare(String quoted) {
        return quoted.equals("*")
                ? quoted
                : quoted.substring(1, quoted.length() - 1)
                        .replace(quoted.substring(0, 1).repeat(2), quoted.substring(0, 1));
    }

    boolean gives(String privilege) {
        return privileges.contains("ALL PRIVILEGES") || privileges.contains(privilege);
    }

    boolean everywhere() {
        return schema.equals("*") && wholeSchema;
    }

    boolean covers(String wanted) {
        return wholeSchema && (schema.equals("*") || like(wanted));
    }

    /** Where {@code partial_revokes} is on a schema's name is no pattern (manual, "Privilege Restriction Using Partial Revokes"). */
    boolean names(String wanted) {
        return wholeSchema && schema.equals(wanted);
    }

    /**
     * How much a schema's pattern says before it leaves room: of several that fit the server takes the one that says most, and
     * that one alone (manual, "Access Control, Stage 2").
     */
    int weight() {
        for (int i = 0; i < schema.length(); i++) {
            char c = schema.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '%' || c == '_') {
                return i;
            }
        }
        return Integer.MAX_VALUE;
    }

    private boolean like(String wanted) {
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < schema.length(); i++) {
            char c = schema.charAt(i);
            if (c == '\\' && i + 1 < schema.length()) {
                pattern.append(Pattern.quote(String.valueOf(schema.charAt(++i))));
            } else {
                pattern.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(pattern.toString(), Pattern.CASE_INSENSITIVE)
                .matcher(wanted)
                .matches();
    }
}
