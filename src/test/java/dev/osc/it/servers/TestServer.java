// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.servers;

import dev.osc.demo.LocalServer;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** A running server that tests share. Thread-safe. */
public final class TestServer {

    private final String name;
    private final Product product;
    private final LocalServer server;
    private final AtomicInteger schemas = new AtomicInteger();

    TestServer(String name, Product product, LocalServer server) {
        this.name = name;
        this.product = product;
        this.server = server;
    }

    /** As in {@code osc.servers}, followed by its options where it has some. */
    public String name() {
        return name;
    }

    Product product() {
        return product;
    }

    public LocalServer server() {
        return server;
    }

    /** An empty schema that nobody else uses; closing it drops it. */
    public TestSchema freshSchema() throws SQLException {
        var schema = new TestSchema(this, "t" + schemas.incrementAndGet());
        product.create(server, schema.name());
        return schema;
    }

    void drop(TestSchema schema) throws SQLException {
        product.drop(server, schema.name());
    }

    @Override
    public String toString() {
        return name;
    }
}
