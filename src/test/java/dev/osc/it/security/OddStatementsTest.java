// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.failure.ExitCode;
import dev.osc.it.cli.Osc;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import java.sql.SQLException;
import java.util.List;

/** A change is one ALTER TABLE of one table, however it is written: what else its text holds is refused, and never sent. */
final class OddStatementsTest {

    private static final List<String> EITHER = List.of(
            "ADD COLUMN c INT; DROP TABLE canary",
            "ADD COLUMN c INT;\nDROP TABLE canary;",
            "ADD COLUMN c INT -- x\n; DROP TABLE canary",
            "ADD COLUMN c INT /* x */; DROP TABLE canary --",
            "; DROP TABLE canary",
            "DROP TABLE canary",
            "DROP TABLE canary; ALTER TABLE orders ADD COLUMN c INT",
            "ALTER TABLE canary ADD COLUMN c INT",
            "ADD COLUMN c INT, RENAME TO elsewhere",
            "ADD COLUMN c INT DEFAULT (1; DROP TABLE canary)",
            "ADD COLUMN c INT)) ; DROP TABLE canary",
            "",
            "--",
            "/* */");

    private static final List<String> MYSQL = List.of(
            "ADD COLUMN c INT # x\n; DROP TABLE canary",
            "ADD COLUMN c INT /*! ; DROP TABLE canary */",
            "ADD COLUMN c INT /*!50000 , RENAME TO elsewhere */",
            "ADD COLUMN c INT /*! , DISCARD TABLESPACE */",
            "ALTER TABLE orders RENAME TO elsewhere",
            "ADD COLUMN c INT; DELIMITER //\nDROP TABLE canary//",
            "DELIMITER //\nADD COLUMN c INT//",
            "ADD COLUMN c INT; PREPARE s FROM 'DROP TABLE canary'; EXECUTE s");

    /** Where the server's reading of blanks, names, numbers and quotes differs from Java's, a statement could hide. */
    private static final List<String> POSTGRES = List.of(
            "ADD COLUMN c int -- x\r; DROP TABLE canary",
            "ADD COLUMN c int DEFAULT $1$; DROP TABLE canary; --$1$",
            "ADD COLUMN c text DEFAULT $😀$ ' $😀$; DROP TABLE canary; --'",
            "ADD COLUMN c text DEFAULT E'\\'; DROP TABLE canary; --",
            "ADD COLUMN c text DEFAULT '\\'; DROP TABLE canary; --'",
            "ADD COLUMN c int DEFAULT 1a$x$; DROP TABLE canary; --$x$",
            "ADD COLUMN c text /* /* */; DROP TABLE canary; -- */ */ '",
            "ADD COLUMN c text; DO $$ BEGIN DROP TABLE canary; END $$",
            "ADD COLUMN c text\u2003; DROP TABLE canary",
            "CREATE INDEX i ON orders (id); DROP TABLE canary",
            "CREATE INDEX i ON canary (id)");

    private static void refused(TestSchema schema, List<String> texts) throws SQLException {
        List<String> tables = schema.tables();
        for (String text : texts) {
            for (String command : List.of("plan", "run")) {
                Osc.Ran ran = Osc.run(command, "--url", schema.url(), "--table", "orders", "--alter", text);

                assertThat(ran.exitCode())
                        .as("%s: %s", text, ran.complained())
                        .isIn(
                                ExitCode.USAGE.number(),
                                ExitCode.SYNTAX.number(),
                                ExitCode.UNSUPPORTED_CHANGE.number(),
                                ExitCode.NO_SUCH_TABLE.number());
                assertThat(schema.tables()).as(text).containsExactlyInAnyOrderElementsOf(tables);
            }
        }
    }

    @OnEachServer
    @ServersOf({Product.MYSQL, Product.POSTGRESQL})
    void oneStatementOfOneTable(TestSchema schema) throws SQLException {
        try (schema) {
            schema.execute("CREATE TABLE canary (id INT)", "CREATE TABLE orders (id INT PRIMARY KEY, note VARCHAR(9))");
            refused(schema, EITHER);
            refused(schema, schema.product() == Product.MYSQL ? MYSQL : POSTGRES);
        }
    }
}
