// SPDX-License-Identifier: Apache-2.0
package dev.osc.throttle;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What a server tells of its own state; one for each engine. */
public interface Gauges {

    /**
     * A number by the server's own name for it; empty where it knows none of that name. MySQL: status variables, such as
     * Threads_running. PostgreSQL, osc's own sessions not counted: "running", those that run a statement; "waiting", those of them
     * that wait for a lock; "connections", all.
     */
    OptionalLong status(Connection connection, String name) throws SQLException;

    /**
     * How much old state the server has to keep. MySQL: InnoDB's history list length; PostgreSQL: the age of the oldest xmin, in
     * transactions.
     */
    OptionalLong history(Connection connection) throws SQLException;

    /** How much of its log the server keeps, in mebibytes. MySQL: all binary logs; PostgreSQL: since the oldest slot's position. */
    OptionalLong retainedLog(Connection connection) throws SQLException;

    /**
     * Room on the disk of the server's data, in mebibytes; empty where it can't be told: only a server on this machine names a
     * directory that osc can look at.
     */
    OptionalLong freeDisk(Connection connection) throws SQLException;

    /**
     * The copies that are attached and say where they can be reached.
     *
     * @throws SQLException also when one is attached that does not say it
     */
    List<Hosts.Host> replicas(Connection connection) throws SQLException;

    /**
     * A copy as the server that is changed sees it.
     *
     * @param lagMillis null where the server doesn't know
     * @param applied position up to which it has applied the log, in bytes; grows
     * @param behind bytes of log that it has not applied
     */
    record Standby(String name, @Nullable Double lagMillis, long applied, long behind) {}

    /** Empty where the server knows nothing of how far its copies are. */
    List<Standby> standbys(Connection connection) throws SQLException;
}
