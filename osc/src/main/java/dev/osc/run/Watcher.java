// SPDX-License-Identifier: Apache-2.0
package dev.osc.run;

import dev.osc.plan.Migration;
import dev.osc.progress.Counters;
import dev.osc.replay.SyncMonitor;

/** Is told where a run stands. Called from the run's thread; must return at once. */
public interface Watcher {

    /** A watcher that looks away. */
    Watcher NONE = new Watcher() {};

    enum Phase {
        PREPARE,
        COPY,
        INDEXES,
        CATCH_UP,
        VERIFY,
        POSTPONED,
        CUT_OVER,
        CLEAN_UP
    }

    /** A phase begins. */
    default void phase(Phase phase) {}

    /** The shadow stands, and rows begin to move; both may be read from any thread until the run ends. */
    default void moving(Migration migration, Counters counters, SyncMonitor sync) {}
}
