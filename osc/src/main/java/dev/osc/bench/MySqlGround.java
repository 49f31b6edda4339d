// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench;

import dev.osc.bench.load.SysbenchSql;
import dev.osc.demo.LocalMySql;
import dev.osc.demo.LocalServer;
import dev.osc.demo.ServerHome;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * MySQL.
 *
 * @param server a name that {@code bin/server} knows
 * @param relaxed whether commits need not reach the disk
 * @param gtids whether transactions have GTIDs
 */
public record MySqlGround(String server, boolean relaxed, boolean gtids) implements Ground {

    static final String COPY = "copy";
    static final String INPLACE = "inplace";

    private static final String REBUILD = "ENGINE=InnoDB";
    private static final int NEARLY_CLEAN_PAGES = 500;

    @Override
    public LocalServer start() {
        Map<String, String> options = new TreeMap<>();
        options.put("innodb_buffer_pool_size", "2G");
        // two files of that size; newer servers know the sum only
        options.put("loose_innodb_log_file_size", "512M");
        options.put("loose_innodb_redo_log_capacity", "1G");
        options.put("innodb_use_native_aio", "ON");
        options.put("innodb_flush_log_at_trx_commit", relaxed ? "2" : "1");
        options.put("sync_binlog", relaxed ? "0" : "1");
        if (gtids) {
            options.put("gtid_mode", "ON");
            options.put("enforce_gtid_consistency", "ON");
        }
        return LocalMySql.startTemporary(ServerHome.of(server), options);
    }

    @Override
    public SysbenchSql sql() {
        return SysbenchSql.MYSQL;
    }

    @Override
    public String alter() {
        return REBUILD;
    }

    /** Older servers' dictionary has another name for it. */
    @Override
    public String fileOfTable() {
        String tables = server.startsWith("mysql-5") ? "INNODB_SYS_TABLES" : "INNODB_TABLES";
        return "SELECT TABLE_ID FROM information_schema." + tables + " WHERE NAME = 'sbtest/sbtest1'";
    }

    /** The server's own ways, the measure of all first. */
    static List<Entry> own() {
        return List.of(
                ServerRebuild.entry(
                        COPY,
                        "MySQL ALGORITHM=COPY",
                        "ALGORITHM=COPY",
                        "ALTER TABLE sbtest1 " + REBUILD + ", ALGORITHM=COPY"),
                ServerRebuild.entry(
                        INPLACE,
                        "MySQL ALGORITHM=INPLACE",
                        "ALGORITHM=INPLACE",
                        "ALTER TABLE sbtest1 " + REBUILD + ", ALGORITHM=INPLACE"));
    }

    @Override
    public void clear(Connection connection) throws SQLException {
        Sql.execute(connection, "DROP DATABASE sbtest", "CREATE DATABASE sbtest", "USE sbtest");
    }

    @Override
    public void settle(Connection connection) throws SQLException, InterruptedException {
        Sql.execute(
                connection,
                resetLog(connection),
                "SET GLOBAL innodb_io_capacity_max = 20000, innodb_io_capacity = 20000",
                "SET GLOBAL innodb_max_dirty_pages_pct_lwm = 0, innodb_max_dirty_pages_pct = 0");
        Sql.await(
                connection,
                "SELECT VARIABLE_VALUE <= " + NEARLY_CLEAN_PAGES + " FROM performance_schema.global_status"
                        + " WHERE VARIABLE_NAME = 'Innodb_buffer_pool_pages_dirty'");
        Sql.await(
                connection,
                "SELECT COUNT(*) = 0 FROM information_schema.PROCESSLIST WHERE COMMAND LIKE 'Binlog Dump%'");
        Sql.execute(
                connection,
                "SET GLOBAL innodb_max_dirty_pages_pct = DEFAULT, innodb_max_dirty_pages_pct_lwm = DEFAULT");
    }

    /** The old words went with 8.4. */
    private static String resetLog(Connection connection) throws SQLException {
        DatabaseMetaData server = connection.getMetaData();
        return 100 * server.getDatabaseMajorVersion() + server.getDatabaseMinorVersion() >= 804
                ? "RESET BINARY LOGS AND GTIDS"
                : "RESET MASTER";
    }
}
