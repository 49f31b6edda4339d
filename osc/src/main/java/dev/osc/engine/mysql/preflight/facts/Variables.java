// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight.facts;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The server's global variables, those that checks ask for. One that the server does not know is not there, and no error. */
public record Variables(Map<String, String> values) {

    static final List<String> WANTED = List.of(
            "aurora_version",
            "autocommit",
            "basedir",
            "binlog_expire_logs_auto_purge",
            "binlog_expire_logs_seconds",
            "binlog_format",
            "binlog_order_commits",
            "binlog_row_image",
            "binlog_row_value_options",
            "datadir",
            "expire_logs_days",
            "group_replication_group_name",
            "group_replication_single_primary_mode",
            "gtid_mode",
            "init_connect",
            "innodb_native_foreign_keys",
            "innodb_read_only",
            "log_bin",
            "log_replica_updates",
            "log_slave_updates",
            "lower_case_table_names",
            "max_allowed_packet",
            "partial_revokes",
            "read_only",
            "sql_mode",
            "super_read_only",
            "transaction_read_only",
            "tx_read_only",
            "wsrep_cluster_name",
            "wsrep_on");

    public Variables {
        values = Map.copyOf(values);
    }

    static Variables read(Ask ask) throws SQLException {
        String sql = WANTED.stream()
                .collect(Collectors.joining("', '", "SHOW GLOBAL VARIABLES WHERE Variable_name IN ('", "')"));
        Map<String, String> values = new TreeMap<>();
        ask.rows(
                "the server's variables",
                row -> values.put(row.getString(1).toLowerCase(Locale.ROOT), Ask.text(row.getString(2))),
                sql);
        return new Variables(values);
    }

    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Empty text where the server does not know it. */
    public String text(String name) {
        return values.getOrDefault(name, "");
    }

    /** Whether it is there, and on. */
    public boolean on(String name) {
        String value = text(name);
        return value.equalsIgnoreCase("ON") || value.equals("1");
    }

    public OptionalLong number(String name) {
        String value = text(name);
        return value.matches("-?\\d{1,18}") ? OptionalLong.of(Long.parseLong(value)) : OptionalLong.empty();
    }

    /** Whether names of schemas and tables are compared without regard to case. */
    public boolean caseIgnored() {
        return number("lower_case_table_names").orElse(0) != 0;
    }
}
