// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.engine.mysql.preflight.PrivilegeCheck;
import dev.osc.engine.mysql.preflight.facts.ServerWords;
import dev.osc.failure.ExitCode;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.TestSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** The documented grants are enough, and none is too many. */
final class PrivilegesTest {

    private static final String[] CHANGE = {"--table", "orders", "--alter", "ENGINE=InnoDB"};

    @OnEachServer
    void theDocumentedGrantsAreEnough(TestSchema schema) throws SQLException {
        try (schema;
                var user = new TestUser(schema, "full", TestUser.DOCUMENTED)) {
            schema.execute("CREATE TABLE orders (id INT PRIMARY KEY)", "INSERT INTO orders VALUES (1), (2)");

            Osc.run("run", "--url", user.url(), CHANGE[0], CHANGE[1], CHANGE[2], CHANGE[3])
                    .endsWith(ExitCode.DONE);

            assertThat(schema.rows("SELECT COUNT(*) FROM orders")).containsExactly("2");
            Osc.run("cleanup", "--url", user.url(), "--table", "orders", "--drop-retired")
                    .endsWith(ExitCode.DONE);
        }
    }

    @OnEachServer
    void aMissingOneIsNamedWithTheGrantThatMendsIt(TestSchema schema) throws SQLException {
        try (schema) {
            schema.execute("CREATE TABLE orders (id INT PRIMARY KEY)");
            for (String privilege : TestUser.documented(schema)) {
                try (var user = new TestUser(schema, "less", privilege)) {
                    Osc.Ran ran = Osc.run("run", "--url", user.url(), CHANGE[0], CHANGE[1], CHANGE[2], CHANGE[3]);

                    String on = PrivilegeCheck.onSchema().contains(privilege) ? "`" + schema.name() + "`.*" : "*.*";
                    ran.endsWith(ExitCode.MISSING_PRIVILEGE)
                            .tells(
                                    "lacks " + privilege + " ON " + on + "\n",
                                    "GRANT " + privilege + " ON " + on + " TO '" + user.name() + "'@'%'");
                }
            }
            assertThat(schema.rows("SHOW TABLES")).containsExactly("orders");
        }
    }

    /** What only an assignment converts is compared by way of a temporary table. */
    @OnEachServer
    void comparingConversionsNeedsATemporaryTable(TestSchema schema) throws SQLException {
        try (schema;
                var user = new TestUser(schema, "full", TestUser.DOCUMENTED)) {
            schema.execute(
                    "CREATE TABLE orders (id INT PRIMARY KEY, v VARCHAR(9))", "INSERT INTO orders VALUES (1, '2')");
            String[] change = {"--url", user.url(), "--table", "orders", "--alter", "MODIFY v INT"};

            for (String command : new String[] {"plan", "run"}) {
                Osc.run(RefusedTest.with(command, change))
                        .endsWith(ExitCode.MISSING_PRIVILEGE)
                        .tells("can't be compared", "CREATE TEMPORARY TABLES", "--no-verify");
                assertThat(schema.rows("SHOW TABLES LIKE 'orders%'")).containsExactly("orders");
            }
            schema.execute("GRANT CREATE TEMPORARY TABLES ON `" + schema.name() + "`.* TO '" + user.name() + "'@'%'");
            for (String command : new String[] {"plan", "run"}) {
                Osc.run(RefusedTest.with(command, change)).endsWith(ExitCode.DONE);
            }
        }
    }

    @OnEachServer(only = "mysql-8.0.15")
    void rolesCountOnceTheyAreActive(TestSchema schema) throws SQLException {
        String role = "role_" + schema.name();
        try (schema;
                var user = new TestUser(schema, "acts", "LOCK TABLES")) {
            schema.execute(
                    "CREATE TABLE orders (id INT PRIMARY KEY)",
                    "CREATE ROLE " + role,
                    "GRANT LOCK TABLES ON " + schema.name() + ".* TO " + role,
                    "GRANT " + role + " TO '" + user.name() + "'@'%'");
            String[] plan = {"plan", "--url", user.url(), CHANGE[0], CHANGE[1], CHANGE[2], CHANGE[3]};

            Osc.run(plan).endsWith(ExitCode.MISSING_PRIVILEGE).tells("LOCK TABLES", "SET DEFAULT ROLE");
            schema.execute("SET DEFAULT ROLE ALL TO '" + user.name() + "'@'%'");
            Osc.run(plan).endsWith(ExitCode.DONE);

            schema.execute("DROP ROLE " + role);
        }
    }

    @Test
    void thePageListsThem() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("osc.home"), "docs", "privileges.md"));

        assertThat(page)
                .contains("GRANT " + String.join(", ", PrivilegeCheck.onSchema()) + " ON ")
                .contains(
                        "GRANT " + String.join(", ", ServerWords.ofMySql(50700).onServer()) + " ON ")
                .contains(
                        "GRANT " + String.join(", ", ServerWords.ofMySql(80000).onServer()) + " ON ");
    }
}
