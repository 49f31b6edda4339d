// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.failure.ExitCode;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.TestSchema;
import java.sql.SQLException;
import java.util.List;

/** What is refused before anything is touched: 'osc plan' and 'osc run' say the same, and leave the schema as it was. */
final class RefusedTest {

    /** A change of a table, and how it is refused. */
    private record Case(ExitCode code, String table, String change, List<String> told) {}

    private static final List<Case> CASES = List.of(
            of(ExitCode.NO_SUCH_TABLE, "ordrs", "ADD COLUMN a INT", "ordrs", "did you mean orders?"),
            of(ExitCode.NO_SUCH_TABLE, "orders_view", "ADD COLUMN a INT", "orders_view is a view"),
            of(ExitCode.USAGE, "orders", "ALTER TABLE other ADD COLUMN a INT", "names table other"),
            of(ExitCode.NO_SUCH_COLUMN, "orders", "DROP COLUMN nam", "has no column nam", "did you mean name?"),
            of(ExitCode.NO_SUCH_COLUMN, "orders", "DROP KEY nokey", "has no key nokey"),
            of(
                    ExitCode.SYNTAX,
                    "orders",
                    "ADD COLUMN a TXT",
                    "line 1, column 14",
                    "    ADD COLUMN a TXT\n                 ^"),
            of(ExitCode.SYNTAX, "orders", "ADD COLUMN a INT DEFAULT 'x'", "server refuses", "nothing is left behind"),
            of(ExitCode.SYNTAX, "orders", "ADD COLUMN name INT", "Duplicate column name"),
            of(ExitCode.UNSUPPORTED_CHANGE, "orders", "ADD COLUMN a INT; DROP TABLE orders", "more than one statement"),
            of(ExitCode.UNSUPPORTED_CHANGE, "orders", "RENAME TO o2", "RENAME TO o2 is not supported"),
            of(ExitCode.UNSUPPORTED_CHANGE, "orders", "ENGINE=MyISAM", "ENGINE=MyISAM is not supported"),
            of(ExitCode.UNSUPPORTED_TABLE, "heap", "ENGINE=InnoDB", "is a MyISAM table"),
            of(ExitCode.UNSUPPORTED_TABLE, "child", "ENGINE=InnoDB", "foreign keys", "child to ", "parent"),
            of(ExitCode.UNSUPPORTED_TABLE, "parent", "ENGINE=InnoDB", "foreign keys", "from "),
            of(ExitCode.UNSUPPORTED_TABLE, "od-d", "ENGINE=InnoDB", "od-d has foreign keys", "from "),
            of(ExitCode.UNSUPPORTED_TABLE, "triggered", "DROP COLUMN a", "trigger bump can't be made on"),
            of(ExitCode.NO_KEY, "keyless", "ENGINE=InnoDB", "keyless"),
            of(ExitCode.NO_KEY, "nullable", "ENGINE=InnoDB", "a may be NULL"),
            of(ExitCode.NO_KEY, "orders", "DROP PRIMARY KEY, MODIFY id INT NOT NULL", "no key"),
            of(ExitCode.LEFTOVERS, "half", "ENGINE=InnoDB", "half_osc_new", "osc cleanup --table half"),
            of(
                    ExitCode.LEFTOVERS,
                    "twice",
                    "ENGINE=InnoDB",
                    "twice_osc_old",
                    "osc cleanup --drop-retired --table twice"));

    private static Case of(ExitCode code, String table, String change, String... told) {
        return new Case(code, table, change, List.of(told));
    }

    private static void fill(TestSchema schema) throws SQLException {
        schema.execute(
                "CREATE TABLE orders (id INT PRIMARY KEY, name VARCHAR(40))",
                "CREATE VIEW orders_view AS SELECT * FROM orders",
                "CREATE TABLE heap (id INT PRIMARY KEY) ENGINE=MyISAM",
                "CREATE TABLE parent (id INT PRIMARY KEY)",
                "CREATE TABLE child (id INT PRIMARY KEY, p INT, FOREIGN KEY (p) REFERENCES parent (id))",
                "CREATE TABLE `od-d` (id INT PRIMARY KEY)",
                "CREATE TABLE child2 (id INT PRIMARY KEY, p INT, FOREIGN KEY (p) REFERENCES `od-d` (id))",
                "CREATE TABLE triggered (id INT PRIMARY KEY, a INT)",
                "CREATE TRIGGER bump BEFORE INSERT ON triggered FOR EACH ROW SET NEW.a = NEW.id + 1",
                "CREATE TABLE keyless (a INT)",
                "CREATE TABLE nullable (a INT NULL, UNIQUE (a))",
                "CREATE TABLE half (id INT PRIMARY KEY)",
                "CREATE TABLE half_osc_new (id INT PRIMARY KEY)",
                "CREATE TABLE twice (id INT PRIMARY KEY)",
                "CREATE TABLE twice_osc_old (id INT PRIMARY KEY)");
    }

    private static List<String> tables(TestSchema schema) throws SQLException {
        return schema.rows("SHOW TABLES");
    }

    @OnEachServer
    void planAndRunRefuseAlikeAndTouchNothing(TestSchema schema) throws SQLException {
        try (schema) {
            fill(schema);
            List<String> before = tables(schema);

            for (Case refused : CASES) {
                String[] rest = {"--url", schema.url(), "--table", refused.table(), "--alter", refused.change()};
                Osc.Ran planned = Osc.run(with("plan", rest));
                Osc.Ran ran = Osc.run(with("run", rest));

                planned.endsWith(refused.code()).tells(refused.told().toArray(String[]::new));
                ran.endsWith(refused.code());
                assertThat(ran.failure()).isEqualTo(planned.failure());
                assertThat(tables(schema)).as(refused.toString()).isEqualTo(before);
            }
        }
    }

    @OnEachServer
    void aChildInAnotherSchemaIsSeenBySomeoneWhoMayNotSeeThatSchema(TestSchema schema) throws SQLException {
        String other = schema.name() + "_other";
        try (schema;
                var user = new TestUser(schema, "narrow", TestUser.DOCUMENTED)) {
            schema.execute(
                    "CREATE TABLE parent (id INT PRIMARY KEY)",
                    "CREATE DATABASE " + other,
                    "CREATE TABLE " + other
                            + ".kid (id INT PRIMARY KEY, p INT, CONSTRAINT far FOREIGN KEY (p) REFERENCES "
                            + schema.name() + ".parent (id))");

            Osc.run("run", "--url", user.url(), "--table", "parent", "--alter", "ENGINE=InnoDB")
                    .endsWith(ExitCode.UNSUPPORTED_TABLE)
                    .tells("far from " + other + ".kid");
            schema.execute("DROP DATABASE " + other);
        }
    }

    @OnEachServer(options = "binlog_format=MIXED")
    void aLogOfStatements(TestSchema schema) throws SQLException {
        try (schema) {
            schema.execute("CREATE TABLE orders (id INT PRIMARY KEY)");

            Osc.run("run", "--url", schema.url(), "--table", "orders", "--alter", "ENGINE=InnoDB")
                    .endsWith(ExitCode.SERVER_SETTING)
                    .tells("binlog_format is MIXED", "SET GLOBAL binlog_format = ROW", "orders is untouched");
        }
    }

    @OnEachServer(options = "skip_log_bin=")
    void noLog(TestSchema schema) throws SQLException {
        try (schema) {
            schema.execute("CREATE TABLE orders (id INT PRIMARY KEY)");

            Osc.run("plan", "--url", schema.url(), "--table", "orders", "--alter", "ENGINE=InnoDB")
                    .endsWith(ExitCode.SERVER_SETTING)
                    .tells("log_bin is OFF", "start it with log_bin");
        }
    }

    static String[] with(String command, String... rest) {
        String[] all = new String[rest.length + 1];
        all[0] = command;
        System.arraycopy(rest, 0, all, 1, rest.length);
        return all;
    }
}
