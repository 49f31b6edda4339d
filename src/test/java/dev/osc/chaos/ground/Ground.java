// SPDX-License-Identifier: Apache-2.0
package dev.osc.chaos.ground;

import dev.osc.demo.LocalServer;
import dev.osc.demo.twins.TwinDialect;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** What the faults need to know of a product: how to start a server, see and end sessions, and what to change. Stateless. */
public interface Ground {

    /** Whom osc works as: nobody else does, so that its sessions are known. May do all, without a password. */
    String USER = "osc";

    /** As {@code bin/server} calls the server. */
    String name();

    /** As in URLs. */
    String product();

    /** Options of the server that rounds of this seed run on. */
    Map<String, String> options(long seed);

    /** A server on data of its own. */
    LocalServer start(Map<String, String> options) throws SQLException;

    /** A server on data in that folder, which is made when it is not there. */
    LocalServer start(Path folder, Map<String, String> options) throws SQLException;

    TwinDialect twins();

    /** The change, as {@code osc run --alter} takes it. */
    String alter();

    /** The change as the server makes it by itself. */
    String alterByServer(String table);

    /** What somebody else may do to the table's definition. */
    String foreignDdl(String table);

    /** The numbers of osc's sessions. */
    List<Long> sessions(Connection superuser) throws SQLException;

    /** Ends a session; one that is gone is passed over. */
    void end(Connection superuser, long session) throws SQLException;

    /** What only an unfinished change may have: shadows, slots, publications. */
    List<String> leftovers(Connection inDatabase) throws SQLException;

    /** Drops a database and all in it, whoever is connected. */
    void drop(Connection superuser, String database) throws SQLException;

    /** Makes the server forget the log that a stopped osc would need. */
    void purgeLog(Connection inDatabase) throws SQLException;

    /** The statements after which commits are logged at once and visible late, or as usual again. */
    String[] stallCommits(boolean stall);

    /** Whether what the change stream sends has checksums. */
    boolean checksums();

    /** Whether somebody may have a change logged as a statement. */
    boolean logsStatements();

    /** Where the server sees osc's change stream come from; empty when there is none just now. */
    OptionalInt streamPort(Connection superuser) throws SQLException;

    /** What a server without data takes on disk, about. */
    int emptyMegabytes();

    static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The first column of each row, as text. */
    static List<String> column(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            var values = new ArrayList<String>();
            while (row.next()) {
                values.add(String.valueOf(row.getString(1)));
            }
            return values;
        }
    }
}
