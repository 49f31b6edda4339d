// SPDX-License-Identifier: Apache-2.0
package dev.osc.config;

import java.util.Arrays;
import java.util.Optional;

/** The schemes that a server's URL may begin with, and what each stands for where the URL says no more. */
public enum Scheme {
    MYSQL("mysql", "mysql", 3306, "root", "mysql://user@host:3306/database"),
    MARIADB("mariadb", "mariadb", 3306, "root", "mariadb://user@host:3306/database"),
    /** The user is the operating system's, as for the server's own clients (manual, "libpq environment variables"). */
    POSTGRESQL(
            "postgresql",
            "postgres",
            5432,
            System.getProperty("user.name", "postgres"),
            "postgresql://user@host:5432/database");

    private final String product;
    private final String alias;
    private final int port;
    private final String user;
    private final String form;

    Scheme(String product, String alias, int port, String user, String form) {
        this.product = product;
        this.alias = alias;
        this.port = port;
        this.user = user;
        this.form = form;
    }

    /** Empty for a scheme that osc does not know. */
    public static Optional<Scheme> of(String spelling) {
        return Arrays.stream(values())
                .filter(scheme -> scheme.product.equals(spelling) || scheme.alias.equals(spelling))
                .findFirst();
    }

    /** As {@link ServerAddress#product} has it. */
    public String product() {
        return product;
    }

    public int port() {
        return port;
    }

    public String user() {
        return user;
    }

    /** What such a URL looks like. */
    public String form() {
        return form;
    }

    /** What URLs look like, for a message. */
    public static String forms() {
        return MYSQL.form + ", mariadb://… or " + POSTGRESQL.form;
    }
}
