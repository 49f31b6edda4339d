// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.mysql;

import dev.osc.schema.TableName;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A trigger, with all that decides what it does.
 *
 * @param definer {@code user@host}, unquoted, or a role's name
 * @param role whether the definer is a role, as MariaDB has it
 * @param mode its {@code sql_mode}
 * @param client {@code character_set_client} of the session that made it
 * @param collation {@code collation_connection} of that session: of its literals
 * @param schemaCollation of its schema when it was made: of its variables
 * @param nowCollation of its schema now
 * @param body what follows FOR EACH ROW
 */
record Trigger(
        String name,
        String timing,
        String event,
        String definer,
        boolean role,
        String mode,
        String client,
        String collation,
        String schemaCollation,
        String nowCollation,
        String body) {

    private static final Set<String> UTF8 = Set.of("utf8", "utf8mb3", "utf8mb4");

    /** What is read before FOR EACH ROW: quoted names, comments, words. */
    private static final Pattern TOKEN = Pattern.compile(
            "(?s)`[^`]*+`|\"[^\"]*+\"|'[^']*+'|/\\*.*?\\*/|(?:--\\s|#)[^\\n]*+|[\\p{L}\\p{N}_$]++|\\s++|.");

    private static final Pattern PASSED_OVER = Pattern.compile("(?s)\\s.*|/\\*.*|--.*|#.*");
    /** A role is shown without a host. */
    private static final Pattern BY_ROLE =
            Pattern.compile("(?is)CREATE DEFINER=(?:`(?:[^`]|``)*+`|\"(?:[^\"]|\"\")*+\")\\s+TRIGGER\\b.*");

    /**
     * What follows FOR EACH ROW in a SHOW CREATE TRIGGER. (information_schema.TRIGGERS leaves out the character sets that are
     * written before literals: tried on 5.7.22, 8.0.15, 9.7.4, MariaDB 11.4.5.)
     */
    static String body(String definition) {
        String[] wanted = {"FOR", "EACH", "ROW"};
        int found = 0;
        Matcher token = TOKEN.matcher(definition);
        while (token.find()) {
            String text = token.group();
            if (text.toUpperCase(Locale.ROOT).equals(wanted[found])) {
                found++;
                if (found == wanted.length) {
                    return definition.substring(token.end()).strip();
                }
            } else if (!PASSED_OVER.matcher(text).matches()) {
                found = 0;
            }
        }
        throw new IllegalArgumentException("no trigger: " + definition);
    }

    /** Whether it acts for a role, by its SHOW CREATE TRIGGER. */
    static boolean byRole(String definition) {
        return BY_ROLE.matcher(definition).matches();
    }

    /** Its name while the source's trigger has the name. */
    String interim() {
        return InterimName.of(name);
    }

    /** One that {@link #interim()} names. */
    boolean isInterim() {
        return InterimName.is(name);
    }

    Trigger called(String other) {
        return new Trigger(
                other, timing, event, definer, role, mode, client, collation, schemaCollation, nowCollation, body);
    }

    /** Of an interim one. */
    String lastingName() {
        return InterimName.lasting(name);
    }

    /** Why it can't be made again so that it does the same. */
    Optional<String> obstacle(TableName table) {
        Optional<String> unnameable = InterimName.obstacle(name);
        if (unnameable.isPresent()) {
            return unnameable;
        }
        if (!schemaCollation.equals(nowCollation)) {
            return Optional.of(
                    "it was made when the schema's collation was %s, which is %s now: its variables would change"
                            .formatted(schemaCollation, nowCollation));
        }
        // the driver speaks UTF-8, and reads the text of such a trigger as if it were
        return UTF8.contains(client) || isAscii(body + definer + name + table.schema() + table.table())
                ? Optional.empty()
                : Optional.of("it was made by a client that spoke " + client
                        + ", and not all of it is ASCII; make it anew with a client that speaks utf8mb4");
    }

    private static boolean isAscii(String text) {
        return StandardCharsets.US_ASCII.newEncoder().canEncode(text);
    }
}
