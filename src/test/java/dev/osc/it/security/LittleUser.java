// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.security;

import dev.osc.it.servers.TestSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** A PostgreSQL user with what docs/privileges.md grants, its statements taken from that page; dropped when closed. */
final class LittleUser implements AutoCloseable {

    private final TestSchema schema;
    private final String name;
    private final String owner;

    /** The table's owner has what makes it one, and PUBLIC nothing: as on 15 and later. */
    LittleUser(TestSchema schema) throws SQLException {
        this.schema = schema;
        this.name = "little_" + schema.name();
        this.owner = "shop_owner_" + schema.name();
        schema.execute(
                "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
                "CREATE ROLE " + owner,
                "CREATE ROLE " + name + " LOGIN",
                "GRANT CREATE ON SCHEMA public TO " + owner);
    }

    /** The page's statements, for this test's roles and database. */
    List<String> documented() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("osc.home"), "docs", "privileges.md"));
        return page.substring(page.indexOf("## PostgreSQL"))
                .lines()
                .filter(line -> line.matches("    [A-Z].*"))
                .map(line -> line.strip()
                        .replaceAll(";.*", "")
                        .replaceAll("\\bshop_owner\\b", owner)
                        .replaceAll("\\bosc\\b", name)
                        .replaceAll("\\bshop\\b", schema.name()))
                .toList();
    }

    /** What takes a documented statement back. */
    static String without(String granted) {
        return granted.startsWith("ALTER ROLE")
                ? granted.replace("REPLICATION", "NOREPLICATION")
                : granted.replace("GRANT ", "REVOKE ").replace(" TO ", " FROM ");
    }

    String owner() {
        return owner;
    }

    String url() {
        return schema.url().replace("postgres@", name + "@");
    }

    @Override
    public void close() throws SQLException {
        for (String role : List.of(name, owner)) {
            schema.execute("DROP OWNED BY " + role + " CASCADE", "DROP ROLE " + role);
        }
    }
}
