// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is run.
 *
 * @param server a name that {@code bin/server} knows
 * @param relaxed whether commits need not reach the disk
 * @param gtids whether transactions have GTIDs
 * @param rows of the table
 * @param rounds how often each contestant runs
 * @param tps the load's transactions a second
 * @param threads the load's sessions
 * @param before how long the load runs before osc starts
 * @param oscOptions more options for {@code osc run}
 */
record Course(
        String server,
        boolean relaxed,
        boolean gtids,
        int rows,
        int rounds,
        int tps,
        int threads,
        Duration before,
        List<Contestant> contestants,
        List<String> oscOptions) {

    /** A server as it is installed, with memory for the table and room in the redo log. */
    Map<String, String> serverOptions() {
        Map<String, String> options = new TreeMap<>();
        options.put("innodb_buffer_pool_size", "2G");
        options.put("innodb_log_file_size", "512M");
        options.put("innodb_flush_log_at_trx_commit", relaxed ? "2" : "1");
        options.put("sync_binlog", relaxed ? "0" : "1");
        if (gtids) {
            options.put("gtid_mode", "ON");
            options.put("enforce_gtid_consistency", "ON");
        }
        return options;
    }
}
