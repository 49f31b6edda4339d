// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight.facts;

import java.time.Duration;
import java.util.Locale;

/** Bytes and times as people read them; and what a change of a table will take, roughly. */
public final class Amount {

    /** A modest disk's pace, and a modest processor's: a third of what docs/benchmark.md shows beside writers. */
    private static final long BYTES_A_SECOND = 5L << 20;

    private static final long ROWS_A_SECOND = 20_000;

    private Amount() {}

    /** The copy and the comparison of so much. */
    public static Duration toChange(Facts facts) {
        long bytes = facts.here().data() + facts.here().indexes();
        return Duration.ofSeconds(Math.max(bytes / BYTES_A_SECOND, facts.table().estimatedRows() / ROWS_A_SECOND));
    }

    /** What the shadow and the log of its rows take on disk, while the source is still there. */
    public static long room(Facts facts) {
        return 2 * facts.here().data() + facts.here().indexes();
    }

    public static String bytes(long bytes) {
        if (bytes < 1L << 20) {
            return Math.ceilDiv(bytes, 1L << 10) + " KiB";
        }
        return bytes < 10L << 30
                ? String.format(Locale.ROOT, "%,d MiB", Math.ceilDiv(bytes, 1L << 20))
                : String.format(Locale.ROOT, "%,d GiB", Math.ceilDiv(bytes, 1L << 30));
    }

    public static String rows(long rows) {
        return String.format(Locale.ROOT, "%,d", rows);
    }

    /** In the largest unit of which there are two at least. */
    public static String time(Duration time) {
        long seconds = time.toSeconds();
        return seconds < 120
                ? seconds + " s"
                : seconds < 7_200
                        ? seconds / 60 + " min"
                        : seconds < 172_800 ? seconds / 3_600 + " h" : seconds / 86_400 + " days";
    }
}
