// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight;

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
 * @param schema the schema's pattern, {@code *} for all, with {@code %}, {@code _} and backslash as in LIKE
 */
record Grant(Set<String> privileges, String schema, boolean wholeSchema) {

    /** In backticks, or in double quotes where sql_mode has ANSI_QUOTES. */
    private static final String NAME = "(\\*|`(?:[^`]|``)+`|\"(?:[^\"]|\"\")+\")";

    private static final Pattern LINE = Pattern.compile("GRANT (.+?) ON (?:TABLE )?" + NAME + "\\." + NAME + " TO .*");

    static Optional<Grant> parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Set<String> privileges = Stream.of(matcher.group(1).split(", *"))
                .map(p -> p.toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return Optional.of(
                new Grant(privileges, bare(matcher.group(2)), matcher.group(3).equals("*")));
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
