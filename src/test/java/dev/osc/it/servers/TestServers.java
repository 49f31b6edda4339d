// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.servers;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The shared servers of this JVM, one per name and set of options. Any thread may ask. */
public final class TestServers {

    private static final String DEFAULT_MATRIX = "mysql-8.0.15,mysql-5.7.22,postgresql-14,postgresql-16,postgresql-18";

    private static final Map<String, TestServer> STARTED = new ConcurrentHashMap<>();

    private TestServers() {}

    /** The names of the servers to test on, from the system property {@code osc.servers}. Never empty. */
    public static List<String> matrix() {
        var names = Arrays.stream(
                        System.getProperty("osc.servers", DEFAULT_MATRIX).split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        if (names.isEmpty()) {
            throw new IllegalStateException("the system property osc.servers names no server: nothing would be tested");
        }
        return names;
    }

    /** Those of one product; may be empty. */
    public static List<String> matrix(Product product) {
        return matrix().stream().filter(name -> Product.of(name) == product).toList();
    }

    /** The server called {@code name} with the default options, started when it is not yet. */
    public static TestServer named(String name) {
        return named(name, Map.of());
    }

    /**
     * The server called {@code name} that runs with {@code options}. It is shared: a test that stops it or sets its
     * global variables starts one of its own instead.
     */
    public static TestServer named(String name, Map<String, String> options) {
        var key = options.isEmpty() ? name : name + " " + new TreeMap<>(options);
        return STARTED.computeIfAbsent(key, _ -> {
            var product = Product.of(name);
            return new TestServer(key, product, product.start(name, options));
        });
    }
}
