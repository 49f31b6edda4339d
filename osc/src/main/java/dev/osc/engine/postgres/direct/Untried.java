// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.direct;

import dev.osc.engine.postgres.alter.Action;
import java.util.Locale;

/**
 * Actions on what the double does not have: triggers, rules, a foreign key's timing. The catalogue alone changes, under
 * SHARE ROW EXCLUSIVE at most (manual, "ALTER TABLE"); the server judges them on the table itself.
 */
final class Untried {

    private Untried() {}

    static boolean is(Action action) {
        String text = action.text().toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
        boolean timing = text.startsWith("ALTER CONSTRAINT ") && !text.contains("ENFORCED");
        return timing || text.matches("(ENABLE|DISABLE) ((ALWAYS|REPLICA) )?(TRIGGER|RULE) .*");
    }
}
