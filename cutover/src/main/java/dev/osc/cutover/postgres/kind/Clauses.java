// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.postgres.kind;

import dev.osc.cutover.postgres.estate.Carried;
import dev.osc.cutover.postgres.estate.Look;
import dev.osc.cutover.postgres.estate.Moves;

/** What the change itself makes of the table once it bears its name; after everything that it may name has arrived. */
public final class Clauses implements Carried {

    @Override
    public void read(Look look, Moves moves) {
        for (String clause : look.succession().clauses()) {
            moves.arrive("ALTER TABLE " + look.sourceName() + " " + clause);
            moves.carries("clause", clause, "made by the swap");
        }
    }
}
