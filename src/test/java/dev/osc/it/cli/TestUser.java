// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.cli;

import dev.osc.engine.mysql.preflight.PrivilegeCheck;
import dev.osc.engine.mysql.preflight.ServerWords;
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
                "GRANT " + list(onServer(schema), lacking) + " ON *.* TO '" + this.name + "'@'%'");
    }

    private static List<String> onServer(TestSchema schema) throws SQLException {
        String version = schema.rows("SELECT VERSION()").getFirst();
        return version.contains("MariaDB")
                ? ServerWords.ofMariaDb().onServer()
                : ServerWords.ofMySql(version.startsWith("5.") ? 50700 : 80000).onServer();
    }

    /** The documented privileges of this server. */
    public static List<String> documented(TestSchema schema) throws SQLException {
        return Stream.concat(PrivilegeCheck.onSchema().stream(), onServer(schema).stream())
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
