// SPDX-License-Identifier: Apache-2.0
package dev.osc.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The schemes that a server's URL may begin with, and what each stands for where the URL says no more. */
public enum Scheme {
    MYSQL(List.of("mysql"), 3306, "root", "mysql://user@host:3306/database"),
    /** The user is the operating system's, as for the server's own clients (manual, "libpq environment variables"). */
    POSTGRESQL(
            List.of("postgresql", "postgres"),
            5432,
            System.getProperty("user.name", "postgres"),
            "postgresql://user@host:5432/database");

    private final List<String> spellings;
    private final int port;
    private final String user;
    private final String form;

    Scheme(List<String> spellings, int port, String user, String form) {
        this.spellings = spellings;
        this.port = port;
        this.user = user;
        this.form = form;
    }

    /** Empty for a scheme that osc does not know. */
    public static Optional<Scheme> of(String spelling) {
        return Arrays.stream(values())
                .filter(scheme -> scheme.spellings.contains(spelling))
                .findFirst();
    }

    /** As {@link ServerAddress#product} has it. */
    public String product() {
        return spellings.getFirst();
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
        return MYSQL.form + " or " + POSTGRESQL.form;
    }
}
