// SPDX-License-Identifier: Apache-2.0
package dev.osc.run;

import dev.osc.plan.Migration;
import dev.osc.progress.Counters;
import dev.osc.replay.SyncMonitor;
import java.util.List;
import java.util.Locale;

/** Is told where a run stands. Called from the run's thread, which waits for it; an OscException ends the run. */
public interface Watcher {

    /** A watcher that looks away. */
    Watcher NONE = new Watcher() {};

    /** All of them are told, in this order. */
    static Watcher all(List<Watcher> told) {
        return new Watcher() {
            @Override
            public void phase(Phase phase) {
                told.forEach(watcher -> watcher.phase(phase));
            }

            @Override
            public void swapped(Report.Swapped report) {
                told.forEach(watcher -> watcher.swapped(report));
            }

            @Override
            public void moving(Migration migration, Counters counters, SyncMonitor sync) {
                told.forEach(watcher -> watcher.moving(migration, counters, sync));
            }
        };
    }

    enum Phase {
        PREPARE,
        COPY,
        INDEXES,
        CATCH_UP,
        VERIFY,
        POSTPONED,
        CUT_OVER,
        REVERSE,
        ROLLBACK,
        CLEAN_UP;

        /** For people: {@code catch-up}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** A phase begins. */
    default void phase(Phase phase) {}

    /** The change is made, and the retired table is kept current from here on, as the way back. */
    default void swapped(Report.Swapped report) {}

    /** The shadow stands, and rows begin to move; both may be read from any thread until the run ends. */
    default void moving(Migration migration, Counters counters, SyncMonitor sync) {}
}
