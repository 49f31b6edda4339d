// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import dev.osc.demo.twins.TwinTables;
import dev.osc.it.cutover.LossyProxy;
import dev.osc.it.servers.ReplicationWords;
import dev.osc.it.servers.TestSchema;
import dev.osc.it.servers.TestServers;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A primary and its replica, of the same kind, and an address that leads to one of them. The replica is read-only for everybody until
 * it is promoted.
 *
 * @param primary a schema on a server that nobody else uses
 */
record Pair(TestSchema primary, TestSchema replica, LossyProxy proxy) implements AutoCloseable {

    static Pair of(TestSchema primary, int replicaId) throws SQLException, IOException {
        return of(primary, replicaId, true);
    }

    /** @param first whether it has no other replica yet */
    static Pair of(TestSchema primary, int replicaId, boolean first) throws SQLException, IOException {
        boolean mariaDb = primary.server().name().startsWith("mariadb-");
        boolean gtids = primary.rows("SHOW GLOBAL VARIABLES LIKE 'gtid_mode'").contains("gtid_mode|ON");
        Map<String, String> options = new HashMap<>(
                Map.of("log_slave_updates", "ON", "report_host", "127.0.0.1", "server_id", "" + replicaId));
        if (gtids) {
            options.putAll(Map.of("gtid_mode", "ON", "enforce_gtid_consistency", "ON"));
        }
        TestSchema replica = TestServers.named(primary.server().name().split(" ", 2)[0], options)
                .freshSchema();
        // both have the schema now, and neither has it in its log
        if (first) {
            ReplicationWords.on(primary).execute("RESET MASTER");
        }
        ReplicationWords.on(replica)
                .execute(
                        "RESET MASTER",
                        mariaDb ? "SET GLOBAL gtid_slave_pos = ''" : "DO 0",
                        "CHANGE MASTER TO MASTER_HOST = '127.0.0.1', MASTER_USER = 'root', MASTER_CONNECT_RETRY = 1, MASTER_PORT = "
                                + primary.server().server().port()
                                + (gtids
                                        ? ", MASTER_AUTO_POSITION = 1"
                                        : mariaDb ? ", MASTER_USE_GTID = slave_pos, MASTER_SSL = 0" : ""),
                        mariaDb ? "SET GLOBAL read_only = ON" : "SET GLOBAL super_read_only = ON",
                        "START SLAVE");
        return new Pair(
                primary, replica, new LossyProxy(primary.server().server().port(), primary.jdbcUrl()));
    }

    /** As {@code --throttle-control-replicas} takes it. */
    String replicaHost() {
        return "127.0.0.1:" + replica.server().server().port();
    }

    /** Returns when the replica has all that the primary has now. */
    void awaitReplica() throws SQLException {
        String[] end = ReplicationWords.on(primary)
                .rows("SHOW MASTER STATUS")
                .getFirst()
                .split("\\|");
        if (ReplicationWords.on(replica)
                .rows("SELECT MASTER_POS_WAIT('" + end[0] + "', " + end[1] + ", 30)")
                .equals(List.of("-1"))) {
            throw new AssertionError(
                    ReplicationWords.on(replica).rows("SHOW SLAVE STATUS").toString());
        }
    }

    /** The same, and the replica has everything: nothing is written any more before the primary dies. */
    void failOverWithoutLoss() throws SQLException, IOException {
        try (var session = primary.connect();
                var statement = session.createStatement()) {
            statement.execute("FLUSH TABLES WITH READ LOCK");
            awaitReplica();
            failOver();
        } catch (SQLNonTransientConnectionException gone) {
            // the session died with its server
        }
    }

    /** The primary dies, and the replica answers in its place. */
    void failOver() throws IOException {
        primary.server().server().kill();
        proxy.leadTo(replica.server().server().port());
    }

    /** From now on the replica takes writes. */
    void promote() throws SQLException {
        ReplicationWords.on(replica).execute("STOP SLAVE", "RESET SLAVE ALL", "SET GLOBAL read_only = OFF");
    }

    /** Changes both twins alike. */
    static void write(TestSchema schema, int salt) throws SQLException {
        for (String table : List.of(TwinTables.TABLE, TwinTables.TWIN)) {
            schema.execute(
                    "DELETE FROM " + table + " WHERE id % 97 = " + salt,
                    "UPDATE " + table + " SET customer = customer + " + salt + " WHERE id % 5 = " + salt);
        }
    }

    @Override
    public void close() throws SQLException {
        proxy.close();
        ReplicationWords.on(replica).execute("STOP SLAVE", "RESET SLAVE ALL", "SET GLOBAL read_only = OFF");
        replica.close();
        primary.server().server().restart();
    }
}
