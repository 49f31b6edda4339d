// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.postgres.kind;

import dev.osc.cutover.postgres.estate.Carried;
import dev.osc.cutover.postgres.estate.Look;
import dev.osc.cutover.postgres.estate.Moves;
import java.util.regex.Pattern;

/** What of the change itself had to wait for the swap. A foreign key is added NOT VALID: to check all rows takes its time. */
public final class ChangeClauses implements Carried {

    private static final Pattern FOREIGN_KEY = Pattern.compile("(?is)ADD\\s[^(]*\\bFOREIGN\\s+KEY\\b.*");
    private static final Pattern NOT_VALID = Pattern.compile("(?is).*\\bNOT\\s+VALID\\b.*");

    @Override
    public void read(Look look, Moves moves) {
        for (String clause : look.succession().adds()) {
            boolean unproved = FOREIGN_KEY.matcher(clause.strip()).matches()
                    && !NOT_VALID.matcher(clause).matches();
            moves.change("ALTER TABLE " + look.sourceName() + " " + clause + (unproved ? " NOT VALID" : ""));
            moves.carries(
                    "clause of the change",
                    clause,
                    unproved ? "made by the swap, validated after it" : "made by the swap");
        }
    }
}
