// SPDX-License-Identifier: Apache-2.0
package dev.osc.config;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether and how both tables are compared before the swap (docs/verify.md).
 *
 * @param enabled whether they are
 * @param onMismatch what becomes of rows that differ
 * @param again after so long a postponed swap has them compared anew
 * @param report a file that is to hold what was found; null: none
 */
public record Verify(
        boolean enabled,
        OnMismatch onMismatch,
        Duration again,
        @Nullable Path report) {

    /** What becomes of rows that differ though they should not. */
    public enum OnMismatch {
        /** They are told, and the run ends before the swap. */
        STOP,
        /** They are brought up to date like changed ones, and compared again. */
        REPAIR;

        /** As the command line writes it. */
        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public static final Verify DEFAULT = new Verify(true, OnMismatch.STOP, Duration.ofHours(1), null);
}
