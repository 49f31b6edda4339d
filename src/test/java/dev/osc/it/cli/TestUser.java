// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.cli;

import dev.osc.engine.mysql.preflight.PrivilegeCheck;
import dev.osc.engine.mysql.preflight.facts.ServerWords;
import dev.osc.it.servers.TestSchema;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** A database user with some grants on a test's schema; dropped when closed. */
public final class TestUser implements AutoCloseable {

    public static final String PASSWORD = "s3cr3t-pässw%rd";

    /** No privilege is missing. */
    public static final String DOCUMENTED = "";

    private final TestSchema schema;
    private final String name;

    /** @param lacking the documented privilege that is not granted */
    public TestUser(TestSchema schema, String name, String lacking) throws SQLException {
        this.schema = schema;
        this.name = name + "_" + schema.name();
        schema.execute(
                "CREATE USER '" + this.name + "'@'%' IDENTIFIED BY '" + PASSWORD + "'",
                "GRANT " + list(PrivilegeCheck.onSchema(), lacking) + " ON " + schema.name() + ".* TO '" + this.name
                        + "'@'%'",
                "GRANT " + list(words(schema).onServer(), lacking) + " ON *.* TO '" + this.name + "'@'%'");
    }

    /** What this server calls the privileges that its users are to be granted. */
    public static ServerWords words(TestSchema schema) throws SQLException {
        String version = schema.rows("SELECT VERSION()").getFirst();
        return version.contains("MariaDB")
                ? ServerWords.ofMariaDb()
                : ServerWords.ofMySql(version.startsWith("5.") ? 50700 : 80000);
    }

    /** The documented privileges of this server. */
    public static List<String> documented(TestSchema schema) throws SQLException {
        return Stream.concat(PrivilegeCheck.onSchema().stream(), words(schema).onServer().stream())
                .toList();
    }

    private static String list(List<String> privileges, String lacking) {
        return String.join(
                ", ", privileges.stream().filter(p -> !p.equals(lacking)).toList());
    }

    public String name() {
        return name;
    }

    /** With the password, its odd characters as %XX. */
    public String url() {
        return bareUrl().replace("@", ":s3cr3t-p%C3%A4ssw%25rd@");
    }

    /** Without a password. */
    public String bareUrl() {
        return schema.url().replace("root@", name + "@");
    }

    @Override
    public void close() throws SQLException {
        try (var session = schema.server().server().connect();
                var statement = session.createStatement()) {
            statement.execute("DROP USER '" + name + "'@'%'");
        }
    }
}
