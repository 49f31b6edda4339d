// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench;

import java.time.Duration;
import java.util.List;

/**
 * What is run.
 *
 * @param server what it runs on, and how that is set up
 * @param rows of the table
 * @param rounds how often each contestant runs
 * @param tps the load's transactions a second
 * @param threads the load's sessions
 * @param before how long the load runs before osc starts
 * @param aims how fast osc is to be on an idle server; the first names whom all are measured by
 * @param oscOptions more options for {@code osc run}
 */
record Course(
        String server,
        int rows,
        int rounds,
        int tps,
        int threads,
        Duration before,
        List<Contestant> contestants,
        List<Aim> aims,
        List<String> oscOptions) {

    /**
     * osc's rows a second on an idle server are to be at least that many times another's.
     *
     * @param than whose
     */
    record Aim(Contestant than, double times) {}

    Contestant yardstick() {
        return aims.getFirst().than();
    }
}
