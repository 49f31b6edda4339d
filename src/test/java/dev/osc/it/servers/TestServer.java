// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.servers;

import dev.osc.demo.LocalMySql;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** A running server that tests share. Thread-safe. */
public final class TestServer {

    private final String name;
    private final LocalMySql server;
    private final AtomicInteger schemas = new AtomicInteger();

    TestServer(String name, LocalMySql server) {
        this.name = name;
        this.server = server;
    }

    /** As in {@code osc.servers}, followed by its options where it has some. */
    public String name() {
        return name;
    }

    public LocalMySql server() {
        return server;
    }

    /** An empty schema that nobody else uses; closing it drops it. */
    public TestSchema freshSchema() throws SQLException {
        var schema = new TestSchema(this, "t" + schemas.incrementAndGet());
        try (var session = server.connect();
                var statement = session.createStatement()) {
            statement.execute("CREATE DATABASE " + schema.name());
        }
        return schema;
    }

    @Override
    public String toString() {
        return name;
    }
}
