// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.osc.failure.ExitCode;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** {@code osc verify}: any two tables, at rest. */
@ServersOf({Product.MYSQL, Product.POSTGRESQL})
final class VerifyCommandTest {

    @TempDir
    Path folder;

    private static Osc.Ran verify(TestSchema schema, String... more) {
        return Osc.run(Stream.concat(
                        Stream.of("verify", "--url", schema.url(), "--table", "orders", "--chunk-size", "10"),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private static boolean mysql(TestSchema schema) {
        return schema.product() == Product.MYSQL;
    }

    /** 500 rows with even ids. */
    private static void fill(TestSchema schema, String table, String columns, String values) throws SQLException {
        schema.execute("CREATE TABLE " + table + " (id int PRIMARY KEY, " + columns + ")");
        List<String> rows = new ArrayList<>();
        for (int id = 2; id <= 1000; id += 2) {
            rows.add("(" + id + ", " + values.replace("#", Integer.toString(id)) + ")");
        }
        schema.execute("INSERT INTO " + table + " VALUES " + String.join(", ", rows));
    }

    @OnEachServer
    void afterARunTheRetiredTableIsTheSame(TestSchema schema) throws SQLException, IOException {
        try (schema) {
            fill(schema, "orders", "amount decimal(10,2), note varchar(20)", "#.25, 'n#'");
            String change = mysql(schema)
                    ? "MODIFY amount VARCHAR(30), CHANGE note remark VARCHAR(30), ADD COLUMN more INT"
                    : "ALTER COLUMN amount TYPE varchar(30), ADD COLUMN more int, ALTER COLUMN note TYPE varchar(30)";
            Osc.run("run", "--url", schema.url(), "--table", "orders", "--no-direct", "--alter", change)
                    .endsWith(ExitCode.DONE);
            String[] renamed = mysql(schema) ? new String[] {"--map", "note=remark"} : new String[0];

            Osc.Ran same = verify(schema, renamed).endsWith(ExitCode.DONE);

            assertThat(same.said())
                    .startsWith("equal: ")
                    .contains("orders_osc_old and ", "500 rows compared", "all equal")
                    .contains("NOT COMPARED: column more: only ");
            schema.execute("UPDATE orders SET amount = '9' WHERE id = 500", "DELETE FROM orders WHERE id = 1000");
            verify(schema, "--report", folder.resolve("nowhere/found.json").toString())
                    .endsWith(ExitCode.USAGE)
                    .tells("--report", "there is no folder");
            Path file = folder.resolve("found.json");
            verify(
                            schema,
                            Stream.concat(Stream.of(renamed), Stream.of("--report", file.toString()))
                                    .toArray(String[]::new))
                    .endsWith(ExitCode.MISMATCH)
                    .tells(
                            "differ in 2 rows, of 500 compared",
                            "id = 500: other values in amount",
                            "id = 1000: missing in ",
                            "is kept current only while an osc holds a reverse window open",
                            "found.json has every row");
            JsonNode report = new ObjectMapper().readTree(Files.readString(file));
            assertThat(report.get("equal").asBoolean()).isFalse();
            assertThat(report.get("rowsCompared").asLong()).isEqualTo(500);
            assertThat(report.get("source").asText()).endsWith("orders_osc_old");
            assertThat(report.get("differing")).hasSize(2);
            assertThat(report.get("notCompared").toString()).contains("column more: only ");
            assertThat(report.get("differing").findValuesAsText("kind"))
                    .containsExactlyInAnyOrder("different", "missing");
        }
    }

    @OnEachServer
    void anUnfinishedShadowLacksRows(TestSchema schema) throws SQLException {
        try (schema) {
            fill(schema, "orders", "note varchar(20)", "'n#'");
            schema.execute(
                    "CREATE TABLE orders_osc_new AS SELECT * FROM orders WHERE id <= 700",
                    "ALTER TABLE orders_osc_new ADD PRIMARY KEY (id)",
                    "CREATE TABLE orders_osc_old AS SELECT * FROM orders WHERE id <= 700",
                    "INSERT INTO orders_osc_new VALUES (-5, 'x'), (701, 'x')");

            verify(schema)
                    .endsWith(ExitCode.MISMATCH)
                    .tells("orders and ", "orders_osc_new differ in 152 rows, of 500 compared", "… and 142 more");
        }
    }

    @OnEachServer
    void whateverTwoTables(TestSchema schema) throws SQLException {
        try (schema) {
            fill(schema, "orders", "note varchar(20), gone int", "'n#', 1");
            fill(schema, "other", "remark varchar(40), came int", "'n#', 2");

            Osc.Ran same = verify(schema, "--against", "other", "--map", "note=remark", "--workers", "2")
                    .endsWith(ExitCode.DONE);
            assertThat(same.said()).contains("500 rows compared", "column gone: only ", "column came: only ");
            verify(schema, "--against", "other", "--map", "note=remark", "--map", "gone=came")
                    .endsWith(ExitCode.MISMATCH)
                    .tells("differ in 500 rows, of 500 compared", "id = 2: other values in came");

            verify(schema, "--against", "other", "--map", "note=remarks")
                    .endsWith(ExitCode.NO_SUCH_COLUMN)
                    .tells("names column remarks", "perhaps remark");
            verify(schema, "--against", "others")
                    .endsWith(ExitCode.NO_SUCH_TABLE)
                    .tells("others", "other");
            verify(schema).endsWith(ExitCode.NO_SUCH_TABLE).tells("orders_osc_new", "--against");
            verify(schema, "--against", "orders").endsWith(ExitCode.USAGE).tells("is one table");
            verify(schema, "--map", "note").endsWith(ExitCode.USAGE).tells("--map note is not OLD=NEW");
        }
    }

    @OnEachServer
    void noKeyOrNoColumnInCommonIsRefused(TestSchema schema) throws SQLException {
        try (schema) {
            schema.execute(
                    "CREATE TABLE orders (id int PRIMARY KEY, v int)",
                    "CREATE TABLE keyless (id int, v int)",
                    "CREATE TABLE nullable (id int UNIQUE, v int)",
                    "CREATE TABLE strange (x int PRIMARY KEY)",
                    "INSERT INTO orders VALUES (1, 1)");

            verify(schema, "--against", "keyless").endsWith(ExitCode.NO_KEY).tells("have no key in common");
            verify(schema, "--against", "nullable").endsWith(ExitCode.NO_KEY).tells("have no key in common");
            verify(schema, "--against", "strange").endsWith(ExitCode.NO_KEY).tells("no column in common", "--map");
            verify(schema, "--against", "strange", "--map", "id=x")
                    .endsWith(ExitCode.MISMATCH)
                    .tells("differ in 1 row, of 1 compared", "id = 1: missing");
        }
    }

    @OnEachServer
    void emptyTablesAreEqualAndSaySo(TestSchema schema) throws SQLException {
        try (schema) {
            schema.execute(
                    "CREATE TABLE orders (id int PRIMARY KEY)", "CREATE TABLE orders_osc_new (id int PRIMARY KEY)");

            assertThat(verify(schema).endsWith(ExitCode.DONE).said()).contains("0 rows compared");

            schema.execute("INSERT INTO orders_osc_new VALUES (7)");
            verify(schema).endsWith(ExitCode.MISMATCH).tells("id = 7: too many");
        }
    }

    /** The user may read, and no more: but for the temporary table that conversions take on MySQL. */
    @OnEachServer
    void readingIsAllItNeeds(TestSchema schema) throws SQLException {
        String user = "reads_" + schema.name().replaceAll("[^a-z0-9]", "");
        try (schema) {
            fill(schema, "orders", "v int", "#");
            fill(schema, "orders_osc_new", "v bigint", "#");
            fill(schema, "texts", "v varchar(20)", "'#'");
            schema.execute(
                    mysql(schema)
                            ? new String[] {
                                "CREATE USER " + user, "GRANT SELECT ON `" + schema.name() + "`.* TO " + user
                            }
                            : new String[] {
                                "CREATE ROLE " + user + " LOGIN",
                                "GRANT SELECT ON orders, orders_osc_new, texts TO " + user
                            });
            String[] as = {"--user", user};
            try {
                assertThat(verify(schema, as).endsWith(ExitCode.DONE).said()).contains("500 rows compared");
                Osc.Ran converted = verify(schema, "--user", user, "--against", "texts");
                if (mysql(schema)) {
                    converted.endsWith(ExitCode.MISSING_PRIVILEGE).tells("CREATE TEMPORARY TABLES");
                    schema.execute("GRANT CREATE TEMPORARY TABLES ON `" + schema.name() + "`.* TO " + user);
                    converted = verify(schema, "--user", user, "--against", "texts");
                }
                assertThat(converted.endsWith(ExitCode.DONE).said()).contains("500 rows compared");
            } finally {
                schema.execute(
                        mysql(schema)
                                ? new String[] {"DROP USER " + user}
                                : new String[] {"DROP OWNED BY " + user, "DROP ROLE " + user});
            }
        }
    }

    /** And values that change their type: the temporary table's key is none that the server computes. */
    @OnEachServer(only = "mysql-8.0.15")
    void keysThatTheServerComputes(TestSchema schema) throws SQLException {
        try (schema) {
            schema.execute(
                    "CREATE TABLE orders (id INT, v INT, g INT AS (id * 3) VIRTUAL NOT NULL, UNIQUE KEY (g))",
                    "CREATE TABLE orders_osc_new (id INT, v VARCHAR(9), g INT AS (id * 3) STORED NOT NULL, UNIQUE KEY (g))",
                    "INSERT INTO orders (id, v) VALUES (1, 1), (2, 2)",
                    "INSERT INTO orders_osc_new (id, v) VALUES (1, '1'), (2, '02')");

            verify(schema)
                    .endsWith(ExitCode.MISMATCH)
                    .tells("differ in 1 row, of 2 compared", "g = 6: other values in v");
        }
    }

    @OnEachServer(only = "postgresql-18")
    void aPartitionedTableIsNotEmpty(TestSchema schema) throws SQLException {
        try (schema) {
            schema.execute(
                    "CREATE TABLE orders (id int PRIMARY KEY) PARTITION BY RANGE (id)",
                    "CREATE TABLE low PARTITION OF orders FOR VALUES FROM (0) TO (100)",
                    "INSERT INTO orders VALUES (1)",
                    "CREATE TABLE other (id int PRIMARY KEY)");

            verify(schema, "--against", "other")
                    .endsWith(ExitCode.UNSUPPORTED_TABLE)
                    .tells("public.orders has partitions");
            Osc.run("verify", "--url", schema.url(), "--table", "low", "--against", "other")
                    .endsWith(ExitCode.MISMATCH)
                    .tells("id = 1: missing");
        }
    }
}
