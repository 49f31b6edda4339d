// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mariadb;

import dev.osc.engine.mysql.Traits;
import dev.osc.engine.mysql.alter.GrammarMode;
import dev.osc.engine.mysql.preflight.facts.ServerWords;
import dev.osc.replication.mariadb.MariaDbLog;

/** What MariaDB does otherwise than MySQL. */
public final class MariaDb {

    /**
     * A long IN list neither becomes a join nor is given up for a scan (manual, "in_predicate_conversion_threshold",
     * "optimizer_max_sel_arg_weight"). Tables under LOCK TABLES can't be renamed (ERROR 1192; 10.11 and 11.4.5).
     */
    public static final Traits TRAITS = new Traits(
            "MariaDB",
            new MariaDbLog(),
            new MariaDbProbing(),
            GrammarMode::ofMariaDb,
            "in_predicate_conversion_threshold = 0, optimizer_max_sel_arg_weight = 0",
            true,
            false,
            false,
            "SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME = 'Innodb_history_list_length'",
            ServerWords.ofMariaDb());

    private MariaDb() {}

    /** Whether a server that tells this version is one. */
    public static boolean is(String version) {
        return version.contains("MariaDB");
    }
}
