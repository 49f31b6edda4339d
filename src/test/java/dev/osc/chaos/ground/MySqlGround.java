// SPDX-License-Identifier: Apache-2.0
package dev.osc.chaos.ground;

import dev.osc.demo.LocalMariaDb;
import dev.osc.demo.LocalMySql;
import dev.osc.demo.LocalServer;
import dev.osc.demo.ServerHome;
import dev.osc.demo.twins.MySqlTwins;
import dev.osc.demo.twins.TwinDialect;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * MySQL, and MariaDB. One half of all seeds runs with GTIDs on MySQL, the other without: settling is another matter there. MariaDB
 * has them always.
 */
public record MySqlGround(String name) implements Ground {

    private static final int NO_SUCH_SESSION = 1094;

    private static final int STALL_MICROS = 400_000;

    /** Seeds of one kind follow each other for as long as it takes to strike at every moment once. */
    private static final int TURN = 8;

    @Override
    public String product() {
        return mariaDb() ? "mariadb" : "mysql";
    }

    private boolean mariaDb() {
        return name.startsWith("mariadb-");
    }

    @Override
    public Map<String, String> options(long seed) {
        return mariaDb() || Math.floorMod(Math.floorDiv(seed, TURN), 2) == 0
                ? Map.of()
                : Map.of("gtid_mode", "ON", "enforce_gtid_consistency", "ON");
    }

    @Override
    public LocalServer start(Map<String, String> options) throws SQLException {
        Path home = ServerHome.of(name);
        return withUser(
                mariaDb() ? LocalMariaDb.startTemporary(home, options) : LocalMySql.startTemporary(home, options));
    }

    @Override
    public LocalServer start(Path folder, Map<String, String> options) throws SQLException {
        Path home = ServerHome.of(name);
        return withUser(
                mariaDb() ? LocalMariaDb.start(home, folder, options) : LocalMySql.start(home, folder, options));
    }

    private static LocalServer withUser(LocalServer server) throws SQLException {
        try (Connection connection = server.connect()) {
            Ground.execute(
                    connection, "CREATE USER osc@127.0.0.1", "GRANT ALL ON *.* TO osc@127.0.0.1 WITH GRANT OPTION");
        }
        return server;
    }

    @Override
    public TwinDialect twins() {
        return new MySqlTwins();
    }

    @Override
    public String alter() {
        return "MODIFY total DECIMAL(14,2) NOT NULL, ADD COLUMN note VARCHAR(40) NOT NULL DEFAULT '' FIRST";
    }

    @Override
    public String alterByServer(String table) {
        return "ALTER TABLE " + table + " " + alter() + ", ALGORITHM=COPY";
    }

    @Override
    public String foreignDdl(String table) {
        return "ALTER TABLE " + table + " ADD COLUMN foreigner INT NULL";
    }

    @Override
    public List<Long> sessions(Connection superuser) throws SQLException {
        return Ground.column(superuser, "SELECT ID FROM information_schema.PROCESSLIST WHERE USER = 'osc'").stream()
                .map(Long::valueOf)
                .toList();
    }

    @Override
    public void end(Connection superuser, long session) throws SQLException {
        try {
            Ground.execute(superuser, "KILL " + session);
        } catch (SQLException e) {
            if (e.getErrorCode() != NO_SUCH_SESSION) {
                throw e;
            }
        }
    }

    @Override
    public List<String> leftovers(Connection inDatabase) throws SQLException {
        return Ground.column(
                inDatabase,
                "SELECT TABLE_NAME FROM information_schema.TABLES"
                        + " WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME LIKE '%\\_osc\\_new'");
    }

    @Override
    public void drop(Connection superuser, String database) throws SQLException {
        Ground.execute(superuser, "DROP DATABASE " + database);
    }

    @Override
    public void purgeLog(Connection inDatabase) throws SQLException {
        Ground.execute(inDatabase, "FLUSH BINARY LOGS");
        List<String> files = Ground.column(inDatabase, "SHOW BINARY LOGS");
        Ground.execute(inDatabase, "PURGE BINARY LOGS TO '" + files.getLast() + "'");
    }

    /** Behind a log that the server does not sync itself, events go out before the delay, and engines commit after it. */
    @Override
    public String[] stallCommits(boolean stall) {
        if (mariaDb()) {
            return new String[] {
                "SET GLOBAL binlog_commit_wait_usec = " + (stall ? STALL_MICROS : 0),
                "SET GLOBAL binlog_commit_wait_count = " + (stall ? 1000 : 0)
            };
        }
        return new String[] {"SET GLOBAL binlog_group_commit_sync_delay = " + (stall ? STALL_MICROS : 0)};
    }

    @Override
    public boolean checksums() {
        return true;
    }

    @Override
    public boolean logsStatements() {
        return true;
    }

    @Override
    public OptionalInt streamPort(Connection superuser) throws SQLException {
        return Ground.column(
                        superuser,
                        "SELECT SUBSTRING_INDEX(HOST, ':', -1) FROM information_schema.PROCESSLIST"
                                + " WHERE USER = 'osc' AND COMMAND LIKE 'Binlog Dump%'")
                .stream()
                .mapToInt(Integer::parseInt)
                .findFirst();
    }

    @Override
    public int emptyMegabytes() {
        return 250;
    }
}
