// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.servers;

import dev.osc.demo.LocalMariaDb;
import dev.osc.demo.LocalMySql;
import dev.osc.demo.LocalPostgres;
import dev.osc.demo.ServerTraits;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * An image that is started as the official ones are: options on its command line, a superuser without a password by what its
 * environment says.
 *
 * @param image as a registry or the engine's own store knows it
 * @param server the server's name, {@code mysql-8.4}
 * @param port inside
 * @param arguments the command line for a server's options
 */
record ContainerImage(
        String image,
        String server,
        ServerTraits traits,
        int port,
        Map<String, String> environment,
        Function<Map<String, String>, List<String>> arguments) {

    /** @param image {@code mysql:8.4}, {@code percona:8.0}, {@code registry/mariadb:11.8}, {@code postgres:18} */
    static ContainerImage of(String image) {
        String last = image.substring(image.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        int colon = last.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("osc.images: " + image + " has no tag: its version must be known");
        }
        String product = last.substring(0, colon);
        String version = last.substring(colon + 1);
        if (product.contains("postgres")) {
            return new ContainerImage(
                    image,
                    "postgresql-" + version,
                    LocalPostgres.TRAITS,
                    5432,
                    Map.of("POSTGRES_HOST_AUTH_METHOD", "trust"),
                    LocalPostgres::arguments);
        }
        if (product.contains("mariadb")) {
            return new ContainerImage(
                    image,
                    "mariadb-" + version,
                    LocalMariaDb.TRAITS,
                    3306,
                    Map.of("MARIADB_ALLOW_EMPTY_ROOT_PASSWORD", "1", "MARIADB_ROOT_HOST", "%"),
                    LocalMariaDb::arguments);
        }
        if (product.contains("mysql") || product.contains("percona")) {
            return new ContainerImage(
                    image,
                    "mysql-" + version,
                    LocalMySql.TRAITS,
                    3306,
                    Map.of("MYSQL_ALLOW_EMPTY_PASSWORD", "1", "MYSQL_ROOT_HOST", "%"),
                    LocalMySql::arguments);
        }
        throw new IllegalArgumentException(
                "osc.images: which product's server " + image + " is can't be told by its name");
    }
}
