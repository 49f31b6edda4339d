// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.mysql;

import dev.osc.cutover.Swap;
import dev.osc.cutover.SwapOutcome;
import dev.osc.cutover.SwapOutcome.NotSwapped;
import dev.osc.cutover.SwapOutcome.Refused;
import dev.osc.cutover.SwapOutcome.Swapped;
import dev.osc.cutover.SwapSession;
import dev.osc.schema.Dialect;
import dev.osc.schema.TableName;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which of a swap's three names are tables now. The new table is told from the old one by what else exists: an attempt begins
 * only while the retired name is free, so source and retired without a shadow means swapped.
 *
 * @param source whether the source's name is a table's
 * @param sentry whether the retired name is a sentry's; {@code retired} is false then
 */
record SwapTables(boolean source, boolean shadow, boolean retired, boolean sentry) {

    static SwapTables look(SwapSession control, Swap swap) throws SQLException {
        String retired = comment(control, swap.retired());
        boolean sentry = Sentry.MARK.equals(retired);
        return new SwapTables(
                comment(control, swap.source()) != null,
                comment(control, swap.shadow()) != null,
                retired != null && !sentry,
                sentry);
    }

    /** Null when there is no such table. Names that differ in case alone are one table where the server says so. */
    private static @Nullable String comment(SwapSession control, TableName table) throws SQLException {
        List<List<String>> found = control.rows(
                "SELECT TABLE_NAME, TABLE_COMMENT, @@lower_case_table_names FROM information_schema.TABLES"
                        + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?",
                SwapSessions.SHORT,
                table.schema(),
                table.table());
        return found.stream()
                .filter(row -> row.get(2).equals("0")
                        ? row.getFirst().equals(table.table())
                        : row.getFirst().equalsIgnoreCase(table.table()))
                .map(row -> row.get(1))
                .findFirst()
                .orElse(null);
    }

    boolean readyFor() {
        return source && shadow && !retired && !sentry;
    }

    /** @param blocked what to report when it turns out swapped */
    SwapOutcome outcome(Swap swap, Duration blocked) {
        if (source && !shadow && retired) {
            return new Swapped(blocked);
        }
        if (source && shadow && !retired) {
            return new NotSwapped("the tables are as they were");
        }
        return new Refused(describe(swap));
    }

    /** What stands in the way of a swap, with the next step. */
    String describe(Swap swap) {
        if (source && shadow && (retired || sentry)) {
            return swap.retired() + " exists already: drop or rename it";
        }
        return "the tables are in no state that a swap begins with or leaves: " + swap.source() + there(source) + ", "
                + swap.shadow() + there(shadow) + ", " + swap.retired() + there(retired || sentry);
    }

    /** A server before 8.0 that crashed within RENAME: the source's old name is gone, the new one not yet given. */
    boolean halfRenamed() {
        return !source && shadow && retired;
    }

    static String rename(Swap swap, Dialect dialect) {
        return "RENAME TABLE " + dialect.quote(swap.source()) + " TO " + dialect.quote(swap.retired()) + ", "
                + dialect.quote(swap.shadow()) + " TO " + dialect.quote(swap.source());
    }

    /** @param children other tables whose keys refer to the source */
    static String lockBoth(Swap swap, Dialect dialect, List<TableName> children) {
        return lock(dialect, swap.source(), swap.shadow(), children);
    }

    /** After the rename. */
    static String lockSwapped(Swap swap, Dialect dialect, List<TableName> children) {
        return lock(dialect, swap.source(), swap.retired(), children);
    }

    private static String lock(Dialect dialect, TableName one, TableName other, List<TableName> more) {
        return "LOCK TABLES "
                + Stream.concat(Stream.of(one, other), more.stream())
                        .map(table -> dialect.quote(table) + " WRITE")
                        .collect(Collectors.joining(", "));
    }

    static String lockWithSentry(Swap swap, Dialect dialect) {
        return "LOCK TABLES " + dialect.quote(swap.source()) + " READ, " + dialect.quote(swap.retired()) + " WRITE";
    }

    /** Every table that a statement under these locks will name. */
    static String lockAllWithSentry(Swap swap, Dialect dialect) {
        return lock(dialect, swap.source(), swap.shadow(), List.of(swap.retired()));
    }

    private static String there(boolean exists) {
        return exists ? " is there" : " is missing";
    }
}
