// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.failure.ExitCode;
import dev.osc.it.cli.Osc;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.TestSchema;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** MariaDB's temporal columns of before 10.1: refused where the log does not say enough of them. */
final class OldTemporalsTest {

    private static final String OLD = "mysql56_temporal_format=OFF";
    private static final String CHANGE = "ADD COLUMN note VARCHAR(10), FORCE";

    @OnEachServer(
            only = "mariadb-11.4.5",
            options = {OLD, "server_id=101"})
    void refusedWithAFractionOrInTheKey(TestSchema schema) throws SQLException, IOException {
        try (schema) {
            for (String columns : List.of(
                    "id INT PRIMARY KEY, a DATETIME(3)",
                    "id INT PRIMARY KEY, a TIMESTAMP(6) NULL",
                    "id INT PRIMARY KEY, a TIME(2)",
                    "a DATETIME PRIMARY KEY",
                    "id INT, a TIME, PRIMARY KEY (id, a)")) {
                schema.execute("DROP TABLE IF EXISTS t", "CREATE TABLE t (" + columns + ")");

                Planned planned = Planned.of(schema.url(), "t", CHANGE);

                planned.ran().endsWith(ExitCode.UNSUPPORTED_TABLE);
                assertThat(planned.texts("old-temporals"))
                        .as(columns)
                        .singleElement()
                        .asString()
                        .contains("column a is a ", "the binary log does not say enough");
                Osc.run("run", "--no-direct", "--url", schema.url(), "--table", "t", "--alter", CHANGE)
                        .endsWith(ExitCode.UNSUPPORTED_TABLE)
                        .tells("mysql56_temporal_format");
                assertThat(schema.tables()).doesNotContain("t_osc_new", "t_osc_old");
            }
        }
    }

    /** Whole seconds are of one length. The way back follows the new table, which must not have a fraction either. */
    @OnEachServer(
            only = "mariadb-11.4.5",
            options = {OLD, "server_id=101"})
    void carriedWithWholeSeconds(TestSchema schema) throws SQLException, IOException {
        try (schema) {
            schema.execute(
                    "CREATE TABLE t (a DATETIME, b TIME, c TIMESTAMP NULL, id INT PRIMARY KEY)",
                    "INSERT INTO t VALUES ('2001-02-03 04:05:06', '-07:08:09', NULL, 1), (NULL, NULL, '2001-02-03 04:05:06', 2)");
            String fraction = "ADD COLUMN d DATETIME(3), FORCE";

            Osc.run(
                            "run",
                            "--no-direct",
                            "--reverse-window",
                            "1h",
                            "--url",
                            schema.url(),
                            "--table",
                            "t",
                            "--alter",
                            fraction)
                    .endsWith(ExitCode.UNSUPPORTED_CHANGE)
                    .tells("no way back: column d is a datetime(3)");
            Osc.run("run", "--no-direct", "--url", schema.url(), "--table", "t", "--alter", fraction)
                    .endsWith(ExitCode.DONE);

            assertThat(schema.rows("SELECT * FROM t ORDER BY id"))
                    .containsExactlyElementsOf(schema.rows("SELECT *, NULL FROM t_osc_old ORDER BY id"));
            assertThat(schema.rows("SHOW CREATE TABLE t_osc_old").getFirst()).contains("mariadb-5.3");
        }
    }
}
