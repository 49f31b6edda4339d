// SPDX-License-Identifier: Apache-2.0
package dev.osc.page;

import dev.osc.status.Status;
import dev.osc.throttle.Throttle;
import java.util.List;

/** Moments of runs. */
final class Statuses {

    private Statuses() {}

    /** In the middle of a copy; one source makes it wait, one can't be read. */
    static final Status WAITING = new Status(
            "m1",
            "shop.orders",
            "ADD COLUMN note TEXT",
            "copy",
            50,
            60,
            50,
            new Status.Rows(500, 1_000, 100.5, false, 3),
            new Status.Stream(70, 7, 60, 6, 10, 640, "binlog.000001:4", 0.25, 4_096L),
            new Status.Speed(5, 90, 100, 200_000, 5_000, 0.5, 2, 4, 1),
            new Status.Waiting(
                    true,
                    "max-load: Threads_running = 31, at most 25",
                    12.5,
                    List.of(
                            new Throttle.Line("max-load", "Threads_running = 31, at most 25", true, true, 31.0, 25.0),
                            new Throttle.Line("throttle-query", "can't be read: gone", true, false, null, null),
                            new Throttle.Line("throttle-http", "200", false, true, null, null))),
            "it was postponed by dba",
            new Status.Eta(40, 5));

    /** Before anything is known. */
    static final Status BEGINNING = new Status(
            "",
            "shop.orders",
            "ADD COLUMN note TEXT",
            "prepare",
            0,
            0,
            0,
            new Status.Rows(0, 0, 0, false, 0),
            new Status.Stream(0, 0, 0, 0, 0, 0, "", null, null),
            new Status.Speed(0, 0, 100, 200_000, 5_000, 0, 4, 4, 1),
            new Status.Waiting(false, "", 0, List.of()),
            null,
            null);

    static Status at(double seconds, Status.Waiting throttle) {
        Status some = WAITING;
        return new Status(
                some.migration(),
                some.table(),
                some.change(),
                some.phase(),
                seconds,
                seconds,
                seconds,
                new Status.Rows((long) seconds, 1_000_000, seconds, false, 0),
                some.stream(),
                some.pace(),
                throttle,
                null,
                null);
    }
}
