// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.postgres;

import dev.osc.cutover.Swap;
import dev.osc.cutover.SwapOutcome;
import dev.osc.cutover.SwapOutcome.NotSwapped;
import dev.osc.cutover.SwapOutcome.Refused;
import dev.osc.cutover.SwapOutcome.Swapped;
import dev.osc.cutover.SwapSession;
import dev.osc.schema.TableName;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which relations bear a swap's three names now, by oid; 0 where nothing does. */
record SwapTables(long source, long shadow, long retired) {

    static SwapTables look(SwapSession session, Swap swap) throws SQLException {
        return new SwapTables(oid(session, swap.source()), oid(session, swap.shadow()), oid(session, swap.retired()));
    }

    private static long oid(SwapSession session, TableName table) throws SQLException {
        List<List<String>> found = session.rows(
                "SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE n.nspname = ? AND c.relname = ?",
                SwapSessions.SHORT,
                table.schema(),
                table.table());
        return found.isEmpty() ? 0 : Long.parseLong(found.getFirst().getFirst());
    }

    boolean readyFor() {
        return source != 0 && shadow != 0 && retired == 0;
    }

    /**
     * @param before how an attempt of this process found them; null where there was none: then the names alone tell, since an
     *     attempt begins only while the retired name is free
     * @param blocked what to report when it turns out swapped
     */
    SwapOutcome outcome(Swap swap, @Nullable SwapTables before, Duration blocked) {
        if (readyFor() && (before == null || equals(before))) {
            return new NotSwapped("the tables are as they were");
        }
        if (source != 0
                && shadow == 0
                && retired != 0
                && (before == null || (source == before.shadow && retired == before.source))) {
            return new Swapped(blocked);
        }
        return new Refused(describe(swap));
    }

    /** What stands in the way of a swap, with the next step. */
    String describe(Swap swap) {
        if (source != 0 && shadow != 0 && retired != 0) {
            return swap.retired() + " exists already: drop or rename it";
        }
        return "the tables are in no state that a swap begins with or leaves: " + swap.source() + there(source) + ", "
                + swap.shadow() + there(shadow) + ", " + swap.retired() + there(retired);
    }

    private static String there(long oid) {
        return oid != 0 ? " is there" : " is missing";
    }
}
