// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.servers;

import dev.osc.demo.DatabaseServer;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** A running server that tests share. Thread-safe. */
public final class TestServer {

    private final String name;
    private final Product product;
    private final DatabaseServer server;
    private final boolean special;
    private final AtomicInteger schemas = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();

    TestServer(String name, Product product, DatabaseServer server, boolean special) {
        this.name = name;
        this.product = product;
        this.server = server;
        this.special = special;
    }

    /** As in {@code osc.servers}, followed by its options where it has some. */
    public String name() {
        return name;
    }

    Product product() {
        return product;
    }

    public DatabaseServer server() {
        return server;
    }

    /** An empty schema that nobody else uses; closing it drops it. */
    public TestSchema freshSchema() throws SQLException {
        var schema = new TestSchema(this, "t" + schemas.incrementAndGet());
        open.incrementAndGet();
        product.create(server, schema.name());
        return schema;
    }

    void drop(TestSchema schema) throws SQLException {
        product.drop(server, schema.name());
        open.decrementAndGet();
    }

    /** Whether it runs with options of its own. */
    boolean isSpecial() {
        return special;
    }

    /** Whether no test has a schema in it. */
    boolean isIdle() {
        return open.get() == 0;
    }

    @Override
    public String toString() {
        return name;
    }
}
