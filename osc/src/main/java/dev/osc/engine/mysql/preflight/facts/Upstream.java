// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight.facts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A server that this one is a replica of.
 *
 * @param applying whether its changes are being applied
 * @param filters what of them is left out or alone let through, by the option's name
 */
public record Upstream(String host, boolean applying, Map<String, String> filters) {

    private static final List<String> FILTERS = List.of(
            "Replicate_Do_DB",
            "Replicate_Ignore_DB",
            "Replicate_Do_Table",
            "Replicate_Ignore_Table",
            "Replicate_Wild_Do_Table",
            "Replicate_Wild_Ignore_Table",
            "Replicate_Rewrite_DB");

    public Upstream {
        filters = new TreeMap<>(filters);
    }

    static List<Upstream> read(Ask ask) throws SQLException {
        return ask.eitherWay(
                "whether the server is a replica", Upstream::of, List.of("SHOW SLAVE STATUS", "SHOW REPLICA STATUS"));
    }

    private static Upstream of(ResultSet row) throws SQLException {
        Map<String, String> filters = new TreeMap<>();
        for (String filter : FILTERS) {
            String value = Ask.either(row, filter, filter);
            if (!value.isEmpty()) {
                filters.put(filter, value);
            }
        }
        return new Upstream(
                Ask.either(row, "Master_Host", "Source_Host") + ":" + Ask.either(row, "Master_Port", "Source_Port"),
                Ask.either(row, "Slave_SQL_Running", "Replica_SQL_Running").equalsIgnoreCase("Yes"),
                filters);
    }
}
