// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.failure.ExitCode;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.TestSchema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What {@code --foreign-keys=rebuild} can't make anew is told before anything is copied, by plan and run alike. */
final class ForeignKeysRefusedTest {

    private record Case(String table, String change, String told) {}

    private static List<Case> cases(TestSchema schema) {
        String server = schema.server().name();
        boolean children = server.startsWith("mysql-8.0.15") || server.startsWith("mysql-9");
        List<Case> cases = new ArrayList<>(List.of(
                new Case("child", "MODIFY p BIGINT", "foreign key of_parent can't be made on the new table"),
                new Case(
                        "child",
                        "DROP KEY p, ADD KEY (x)",
                        "of_parent can't be carried: no index of the new table begins with p"),
                new Case("child", "DROP COLUMN p", "of_parent can't be carried: a column of it goes"),
                new Case(
                        "child",
                        "DROP COLUMN p, ADD COLUMN p INT, ADD KEY p2 (p)",
                        "of_parent can't be carried: a column of it goes"),
                new Case("longname", "ADD COLUMN a INT", "its name is longer than 56 characters")));
        if (!server.startsWith("mysql-9")) {
            cases.add(new Case("cascading", "ADD COLUMN a INT", "does not log that: on_delete from"));
            cases.add(new Case("updating", "ADD COLUMN a INT", "does not log that: on_update from"));
        }
        if (children) {
            cases.add(new Case(
                    "parent",
                    "MODIFY id BIGINT NOT NULL",
                    "can't be carried: it refers to id, whose name or type changes"));
            cases.add(new Case(
                    "parent", "DROP KEY code", "of_code of " + schema.name() + ".child can't be carried: the index"));
        } else {
            cases.add(new Case("parent", "ADD COLUMN a INT", "other tables refer to " + schema.name() + ".parent"));
        }
        return cases;
    }

    @OnEachServer
    void planAndRunRefuseAlikeAndTouchNothing(TestSchema schema) throws SQLException {
        try (schema) {
            String longName = "k".repeat(57);
            schema.execute(
                    "CREATE TABLE parent (id INT PRIMARY KEY, code INT, UNIQUE KEY code (code))",
                    "CREATE TABLE child (id INT PRIMARY KEY, p INT, c INT, x INT, KEY p (p), KEY c (c),"
                            + " CONSTRAINT of_parent FOREIGN KEY (p) REFERENCES parent (id),"
                            + " CONSTRAINT of_code FOREIGN KEY (c) REFERENCES parent (code))",
                    "CREATE TABLE longname (id INT PRIMARY KEY, p INT, KEY p (p), CONSTRAINT " + longName
                            + " FOREIGN KEY (p) REFERENCES parent (id))",
                    "CREATE TABLE cascading (id INT PRIMARY KEY, p INT, KEY p (p),"
                            + " CONSTRAINT on_delete FOREIGN KEY (p) REFERENCES parent (id) ON DELETE SET NULL)",
                    "CREATE TABLE updating (id INT PRIMARY KEY, p INT, KEY p (p),"
                            + " CONSTRAINT on_update FOREIGN KEY (p) REFERENCES parent (id) ON UPDATE CASCADE)");
            List<String> before = schema.rows("SHOW TABLES");

            for (Case refused : cases(schema)) {
                String[] rest = {
                    "--url",
                    schema.url(),
                    "--table",
                    refused.table(),
                    "--alter",
                    refused.change(),
                    "--foreign-keys=rebuild",
                    "--no-direct"
                };
                Osc.Ran planned = Osc.run(with("plan", rest));
                Osc.Ran ran = Osc.run(with("run", rest));

                planned.endsWith(ExitCode.UNSUPPORTED_TABLE).tells(refused.told());
                ran.endsWith(ExitCode.UNSUPPORTED_TABLE);
                assertThat(ran.failure()).isEqualTo(planned.failure());
                assertThat(schema.rows("SHOW TABLES")).as(refused.toString()).isEqualTo(before);
            }
        }
    }

    private static String[] with(String command, String... rest) {
        List<String> words = new ArrayList<>(List.of(rest));
        words.addFirst(command);
        return words.toArray(String[]::new);
    }
}
