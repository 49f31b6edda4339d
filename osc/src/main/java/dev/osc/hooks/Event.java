// SPDX-License-Identifier: Apache-2.0
package dev.osc.hooks;

import java.util.Locale;

/** A turning point. */
public enum Event {
    STARTUP(true),
    VALIDATED(true),
    ROWCOUNT_COMPLETE(true),
    BEFORE_ROW_COPY(true),
    ROW_COPY_COMPLETE(true),
    BEGIN_POSTPONED(true),
    BEFORE_CUT_OVER(true),
    STATUS(false),
    THROTTLED(false),
    INTERACTIVE_COMMAND(false),
    SUCCESS(false),
    FAILURE(false);

    private final boolean decides;

    Event(boolean decides) {
        this.decides = decides;
    }

    /** Whether a hook that fails ends the run; else it is only told. */
    public boolean decides() {
        return decides;
    }

    /** As the files are named: {@code before-cut-over}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
