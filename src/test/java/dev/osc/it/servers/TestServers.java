// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.servers;

import dev.osc.demo.DatabaseServer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The shared servers of this JVM, one per name and set of options. Any thread may ask. */
public final class TestServers {

    /** Old and new ones of each product; {@code bin/test --all} has all. */
    private static final String DEFAULT_MATRIX = "mysql-8.0.15,mysql-5.7.22,mariadb-11.4.5,postgresql-14,postgresql-18";

    /** In place of a server's name: the images that {@code osc.images} names, or these. */
    private static final String CONTAINERS = "containers";

    private static final String DEFAULT_IMAGES = "mysql:8.4,mariadb:11.8,postgres:18";

    /** So many servers with options of their own stay, for the next test that wants them. */
    private static final int SPECIAL_ONES_KEPT = 4;

    /** The longest unused first. */
    private static final Map<String, TestServer> STARTED = new LinkedHashMap<>(16, 0.75f, true);

    private TestServers() {}

    /** What somebody has asked for. */
    static Optional<String> chosen() {
        return Optional.ofNullable(System.getProperty("osc.servers"));
    }

    /** Whether somebody has asked for servers; if not, a test may leave to another product's turn what is the same there. */
    public static boolean areChosen() {
        return chosen().isPresent();
    }

    /** The names of the servers to test on, from the system property {@code osc.servers}. Never empty. */
    public static List<String> matrix() {
        var names = names(chosen().orElse(DEFAULT_MATRIX))
                .flatMap(name -> name.equals(CONTAINERS) ? images().keySet().stream() : Stream.of(name))
                .toList();
        if (names.isEmpty()) {
            throw new IllegalStateException("the system property osc.servers names no server: nothing would be tested");
        }
        return names;
    }

    private static Stream<String> names(String list) {
        return Arrays.stream(list.split(",")).map(String::strip).filter(name -> !name.isEmpty());
    }

    /** Images by the names of their servers, where containers are asked for. */
    private static Map<String, ContainerImage> images() {
        var images = new LinkedHashMap<String, ContainerImage>();
        if (names(chosen().orElse("")).anyMatch(CONTAINERS::equals)) {
            names(System.getProperty("osc.images", DEFAULT_IMAGES))
                    .map(ContainerImage::of)
                    .forEach(image -> images.put(image.server(), image));
        }
        return images;
    }

    private static DatabaseServer start(String name, Map<String, String> options) {
        var image = images().get(name);
        return image == null ? Product.of(name).start(name, options) : ContainerServer.start(image, options);
    }

    /** Where nobody has chosen: the one of them that a test of that name runs on; else all. */
    public static List<String> shareOf(String test, List<String> servers) {
        return chosen().isPresent() || servers.isEmpty()
                ? servers
                : List.of(servers.get(Math.floorMod(test.hashCode(), servers.size())));
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
     * global variables starts one of its own instead. One with options is ended when it is long unused.
     */
    public static synchronized TestServer named(String name, Map<String, String> options) {
        var key = options.isEmpty() ? name : name + " " + new TreeMap<>(options);
        var started = STARTED.get(key);
        if (started == null) {
            if (!options.isEmpty()) {
                endLongUnused();
            }
            var product = Product.of(name);
            started = new TestServer(key, product, start(name, options), !options.isEmpty());
            STARTED.put(key, started);
        }
        return started;
    }

    private static void endLongUnused() {
        var special = STARTED.values().stream().filter(TestServer::isSpecial).toList();
        special.stream()
                .filter(TestServer::isIdle)
                .limit(Math.max(0, special.size() + 1 - SPECIAL_ONES_KEPT))
                .forEach(unused -> {
                    STARTED.remove(unused.name());
                    unused.server().close();
                });
    }
}
