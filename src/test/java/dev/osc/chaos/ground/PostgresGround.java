// SPDX-License-Identifier: Apache-2.0
package dev.osc.chaos.ground;

import dev.osc.demo.LocalPostgres;
import dev.osc.demo.LocalServer;
import dev.osc.demo.ServerHome;
import dev.osc.demo.twins.PostgresTwins;
import dev.osc.demo.twins.TwinDialect;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** PostgreSQL. */
public record PostgresGround(String name) implements Ground {

    @Override
    public String product() {
        return "postgresql";
    }

    @Override
    public Map<String, String> options(long seed) {
        return Map.of();
    }

    @Override
    public LocalServer start(Map<String, String> options) throws SQLException {
        return withUser(LocalPostgres.startTemporary(ServerHome.of(name), options));
    }

    @Override
    public LocalServer start(Path folder, Map<String, String> options) throws SQLException {
        return withUser(LocalPostgres.start(ServerHome.of(name), folder, options));
    }

    private static LocalServer withUser(LocalServer server) throws SQLException {
        try (Connection connection = server.connect()) {
            Ground.execute(connection, "CREATE ROLE osc LOGIN SUPERUSER REPLICATION");
        }
        return server;
    }

    @Override
    public TwinDialect twins() {
        return new PostgresTwins();
    }

    @Override
    public String alter() {
        return "ALTER COLUMN total TYPE numeric(14,2), ADD COLUMN note varchar(40) NOT NULL DEFAULT ''";
    }

    @Override
    public String alterByServer(String table) {
        return "ALTER TABLE " + table + " " + alter();
    }

    @Override
    public String foreignDdl(String table) {
        return "ALTER TABLE " + table + " ADD COLUMN foreigner integer";
    }

    @Override
    public List<Long> sessions(Connection superuser) throws SQLException {
        return Ground.column(superuser, "SELECT pid FROM pg_stat_activity WHERE usename = 'osc'").stream()
                .map(Long::valueOf)
                .toList();
    }

    @Override
    public void end(Connection superuser, long session) throws SQLException {
        Ground.execute(superuser, "SELECT pg_terminate_backend(" + session + ")");
    }

    @Override
    public List<String> leftovers(Connection inDatabase) throws SQLException {
        return Ground.column(
                inDatabase,
                "SELECT relname FROM pg_class WHERE relname LIKE '%\\_osc\\_new'"
                        + " UNION ALL SELECT 'slot ' || slot_name FROM pg_replication_slots WHERE database = current_database()"
                        + " UNION ALL SELECT 'publication ' || pubname FROM pg_publication");
    }

    @Override
    public void drop(Connection superuser, String database) throws SQLException {
        Ground.execute(superuser, "DROP DATABASE " + database + " WITH (FORCE)");
    }

    /** The slot keeps the log: it has to go. */
    @Override
    public void purgeLog(Connection inDatabase) throws SQLException {
        Ground.execute(
                inDatabase,
                "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE database = current_database()");
    }

    @Override
    public String[] stallCommits(boolean stall) {
        return new String[] {
            "ALTER SYSTEM " + (stall ? "SET synchronous_standby_names = 'nobody'" : "RESET synchronous_standby_names"),
            "SELECT pg_reload_conf()"
        };
    }

    @Override
    public boolean checksums() {
        return false;
    }

    @Override
    public boolean logsStatements() {
        return false;
    }

    @Override
    public OptionalInt streamPort(Connection superuser) throws SQLException {
        return Ground.column(superuser, "SELECT client_port FROM pg_stat_replication WHERE usename = 'osc'").stream()
                .mapToInt(Integer::parseInt)
                .findFirst();
    }

    @Override
    public int emptyMegabytes() {
        return 60;
    }
}
