// SPDX-License-Identifier: Apache-2.0
package dev.osc.run;

import dev.osc.schema.TableName;
import dev.osc.verify.VerifyReport;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a run did. */
public sealed interface Report {

    /** The server made the change itself, in place. */
    record Direct(TableName table, List<String> statements, Duration took) implements Report {}

    /**
     * An earlier run had made the change, and ended before it could say so.
     *
     * @param left what could not be done after the swap, a sentence each
     */
    record Found(TableName table, TableName retired, List<String> left) implements Report {}

    /**
     * The time in which the change could be undone is over.
     *
     * @param fate what became of the retired table
     */
    record Kept(TableName table, TableName retired, Fate fate) implements Report {}

    /** What became of a retired table. */
    enum Fate {
        KEPT,
        DROPPED,
        /** It was to be dropped in steps, and some of its rows are gone. */
        PARTLY_EMPTIED
    }

    /**
     * The change is undone.
     *
     * @param undone what the new table is called now; it is not kept current
     * @param blocked how long writers were kept waiting by the swap back; null: it was found made
     * @param left what could not be done after the swap, a sentence each; empty as a rule
     */
    record Undone(
            TableName table, TableName undone, @Nullable Duration blocked, List<String> left) implements Report {}

    /**
     * The shadow took the table's place.
     *
     * @param rowsCopied by this run; one that it went on with may have copied more
     * @param changes keys that the change stream delivered
     * @param keysFlushed keys that were brought up to date
     * @param copying from the first chunk to the last
     * @param verified what came of comparing both tables before the swap; null: they were not
     * @param blocked how long writers were kept waiting by the swap
     * @param left what could not be done after the swap, a sentence each; empty as a rule
     */
    record Swapped(
            TableName table,
            TableName retired,
            long rowsCopied,
            long changes,
            long keysFlushed,
            Duration copying,
            @Nullable VerifyReport verified,
            Duration blocked,
            Duration took,
            List<String> left)
            implements Report {}
}
