// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench.course;

import dev.osc.bench.Ground;
import dev.osc.bench.OscProcess;
import dev.osc.bench.Sql;
import dev.osc.bench.load.SysbenchTable;
import dev.osc.demo.LocalServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A server of a course, with its database; ended, data and all, when it is closed. */
public final class CourseServer implements AutoCloseable {

    private final Ground ground;
    private final LocalServer server;

    private CourseServer(Ground ground, LocalServer server) {
        this.ground = ground;
        this.server = server;
    }

    public static CourseServer start(ServerOptions options) throws SQLException {
        Ground ground = options.ground();
        CourseServer started = new CourseServer(ground, ground.start());
        try (Connection connection = started.server.connect()) {
            Sql.execute(connection, "CREATE DATABASE " + SysbenchTable.DATABASE);
            return started;
        } catch (SQLException | RuntimeException e) {
            started.close();
            throw e;
        }
    }

    public Ground ground() {
        return ground;
    }

    public LocalServer server() {
        return server;
    }

    public Connection connect() throws SQLException {
        return server.connect(SysbenchTable.DATABASE);
    }

    public OscProcess.Order order(String table, String alter, List<String> options) {
        String url = server.url() + "/" + SysbenchTable.DATABASE + "?ssl-mode=DISABLED";
        return new OscProcess.Order(url, table, alter, options);
    }

    @Override
    public void close() {
        server.close();
    }
}
