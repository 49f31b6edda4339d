// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql;

import dev.osc.engine.mysql.alter.GrammarMode;
import dev.osc.engine.mysql.preflight.ServerWords;
import dev.osc.replication.binlog.group.LogProduct;
import dev.osc.replication.mariadb.MariaDbLog;
import dev.osc.replication.mysql.MySqlLog;
import java.util.function.Function;

/**
 * What a product does otherwise than the other, in one version. Immutable.
 *
 * @param grammar how changes are read, by the sql_mode
 * @param session what sessions that write set beside what both products know
 * @param instant whether ALTER … ALGORITHM=INSTANT is understood
 * @param renamesLocked whether tables under LOCK TABLES can be renamed
 * @param showsReplicas whether SHOW REPLICAS is understood
 * @param history the query for the length of InnoDB's history list
 */
record Traits(
        String product,
        LogProduct log,
        Probing probing,
        Function<String, GrammarMode> grammar,
        String session,
        boolean instant,
        boolean renamesLocked,
        boolean showsReplicas,
        String history,
        ServerWords words) {

    /**
     * No limit to the range optimizer: its default turns a long IN list into a table scan on 5.7.
     *
     * @param version as in version comments: 80015 is 8.0.15
     */
    static Traits ofMySql(int version) {
        return new Traits(
                "MySQL",
                new MySqlLog(),
                version >= 80001 ? new MySqlProbing() : new LoneProbing(),
                sqlMode -> new GrammarMode(version, sqlMode),
                "range_optimizer_max_mem_size = 0",
                version >= 80012,
                version >= 80013,
                version >= 80022,
                // counted unless somebody has switched it off (manual, "InnoDB INFORMATION_SCHEMA Metrics Table")
                "SELECT COUNT FROM information_schema.INNODB_METRICS WHERE NAME = 'trx_rseg_history_len' AND STATUS = 'enabled'",
                ServerWords.ofMySql(version));
    }

    /** A long IN list neither becomes a join nor is given up for a scan (manual, "optimizer_max_sel_arg_weight"). */
    static Traits ofMariaDb() {
        return new Traits(
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
    }
}
