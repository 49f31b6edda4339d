// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql;

import dev.osc.engine.mysql.alter.GrammarMode;
import dev.osc.engine.mysql.preflight.facts.ServerWords;
import dev.osc.replication.binlog.group.LogProduct;
import dev.osc.replication.mysql.MySqlLog;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
public record Traits(
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

    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+).*");

    /**
     * No limit to the range optimizer: its default turns a long IN list into a table scan on 5.7.
     *
     * @param title as the server tells its version: 8.0.15-log
     */
    public static Traits ofMySql(String title) {
        int version = number(title);
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

    /** As in version comments: 80015 is 8.0.15. */
    private static int number(String version) {
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.matches()) {
            throw new IllegalStateException("a version no one has seen: " + version);
        }
        return Integer.parseInt(matcher.group(1)) * 10000
                + Integer.parseInt(matcher.group(2)) * 100
                + Integer.parseInt(matcher.group(3));
    }
}
