// SPDX-License-Identifier: Apache-2.0
package dev.osc.plan;

import java.time.Duration;
import java.util.Locale;

/** Bytes, rows and times as people read them; and what a copy of so much will take, roughly. */
public final class Amount {

    /** A modest disk's pace, and a modest processor's: a third of what docs/benchmark.md shows beside writers. */
    private static final long BYTES_A_SECOND = 5L << 20;

    private static final long ROWS_A_SECOND = 20_000;

    private Amount() {}

    /** The copy and the comparison of so much. */
    public static Duration toCopy(long rows, long bytes) {
        return Duration.ofSeconds(Math.max(bytes / BYTES_A_SECOND, rows / ROWS_A_SECOND));
    }

    /** What is there, and how long it takes. */
    public static Finding size(String table, long rows, long data, long indexes) {
        Duration takes = toCopy(rows, data + indexes);
        return Finding.notes(table + " has about " + rows(rows) + " rows, " + bytes(data) + ", and indexes of "
                + bytes(indexes) + ": a copy takes " + time(takes.isZero() ? Duration.ofSeconds(1) : takes)
                + " at 5 MiB and 20,000 rows a second");
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
