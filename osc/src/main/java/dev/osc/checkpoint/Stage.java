// SPDX-License-Identifier: Apache-2.0
package dev.osc.checkpoint;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far a migration has come, as {@code _osc_migrations} says it. */
public enum Stage {
    /** The shadow stands; the change stream has no beginning yet. */
    PREPARE,
    COPY,
    INDEXES,
    CATCH_UP,
    /** Both tables are being compared. */
    VERIFY,
    /** The swap may have been made. */
    CUT_OVER,
    /** Ended so that nobody can go on with it. */
    FAILED;

    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Empty when this osc knows no such stage. */
    public static Optional<Stage> of(String text) {
        return Arrays.stream(values())
                .filter(stage -> stage.text().equals(text))
                .findFirst();
    }
}
