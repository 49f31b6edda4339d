// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is run.
 *
 * @param server what it runs on, and how that is set up
 * @param alter the change
 * @param rows of the table
 * @param rounds how often each contestant runs
 * @param tps the load's transactions a second
 * @param threads the load's sessions
 * @param before how long the load runs before a contestant starts
 * @param contestants in the order of the tables
 * @param aims how fast osc is to be on an idle server; the first names whom all are measured by
 * @param origin how and where it was run
 */
record Course(
        String server,
        String alter,
        int rows,
        int rounds,
        int tps,
        int threads,
        Duration before,
        List<Contestant> contestants,
        List<Aim> aims,
        Origin origin) {

    /**
     * Rows a second of one contestant are to be at least that many times another's.
     *
     * @param who its id
     * @param than the other's id
     */
    record Aim(String who, String than, double times) {}

    /**
     * How and where figures were taken.
     *
     * @param command as it was typed, without where files are
     * @param processors the machine's
     * @param mebibytes of memory that the machine has
     */
    record Origin(String command, int processors, long mebibytes) {}

    /** The id of who is the measure of all. */
    String yardstick() {
        return aims.getFirst().than();
    }

    /** Of the peers, each once. */
    String versions() {
        return contestants.stream()
                .filter(contestant -> contestant.kind() == Contestant.Kind.PEER)
                .map(contestant ->
                        contestant.title().replaceFirst("( \\(.*)?(, .*)?$", "") + " " + contestant.version())
                .distinct()
                .collect(Collectors.joining("; "));
    }

    /** As messages and tables name it; the id when it did not take part. */
    String title(String id) {
        return contestants.stream()
                .filter(contestant -> contestant.id().equals(id))
                .map(Contestant::title)
                .findFirst()
                .orElse(id);
    }
}
