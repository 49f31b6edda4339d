// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.TestSchema;
import dev.osc.run.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;

/** Values of every type, as they are and changed to another one, are compared as the change leaves them. */
final class ConversionsTest {

    /** Zero dates and what is cut off pass. */
    private static final String LENIENT = "SET SESSION sql_mode = ''";

    @TempDir
    Path folder;

    /** What only the server's own assignment gives. */
    @OnEachServer
    void changesOfType(TestSchema schema) throws SQLException, InterruptedException, IOException {
        Conversions table = textsAndOthers(numbersAndTimes(new Conversions(schema, folder)))
                .with("doubled INT AS (c0 * 1) VIRTUAL")
                .with("tripled VARCHAR(40) AS (CONCAT(c0, 'x')) STORED")
                .fill(LENIENT);

        assertThat(table.requireEachFound(table.alter("MODIFY %s %s", ""))).isEmpty();
    }

    private static Conversions numbersAndTimes(Conversions table) {
        return table.column("INT", "VARCHAR(12)", "'77'", "-1", "0", "2147483647")
                .column("VARCHAR(12)", "INT", "99", "'1'", "'-5'", "'007'")
                .column("DECIMAL(10,2)", "INT", "77", "1.49", "1.50", "2.50", "-1.5")
                .column("VARCHAR(12)", "DECIMAL(10,2)", "9.99", "'1.25'", "'3'", "'-0.5'", "'1.255'")
                .column("DECIMAL(12,4)", "DECIMAL(12,1)", "9.9", "1.25", "1.2501", "-1.25", "0")
                .column("DOUBLE", "FLOAT", "2.5", "1.1", "0.1", "1e10", "-0.0", "-3.3e-20")
                .column("FLOAT", "DOUBLE", "2.5", "1.1", "0.1", "1e10", "-3.3e-20")
                .column("FLOAT", "FLOAT(7,3)", "2.5", "1.1", "0.1", "1234.5678")
                .column("FLOAT(7,3)", "DECIMAL(9,3)", "2.5", "1.1", "0.1", "1234.5678")
                .column("DOUBLE", "DOUBLE(12,2)", "2.5", "1.111", "0.125", "-1e9")
                .column("DOUBLE", "BIGINT", "99", "1.5", "2.5", "-1e15")
                .column(
                        "DATETIME(6)",
                        "DATETIME",
                        "'2001-01-01 01:01:01'",
                        "'2024-05-06 07:08:09.5'",
                        "'2023-12-31 23:59:59.999999'",
                        "'2024-05-06 07:08:09.499999'")
                .column("DATETIME", "TIMESTAMP NULL", "'2001-01-01 01:01:01'", "'2024-03-31 02:30:00'", "'1999-01-01'")
                .column(
                        "TIMESTAMP(3) NULL",
                        "DATETIME(3)",
                        "'2001-01-01 01:01:01'",
                        "'2024-03-31 12:30:00.123'",
                        "'1999-01-01'")
                .column("DATE", "DATETIME", "'2001-01-01 01:01:01'", "'2024-05-06'", "'1000-01-01'", "'0000-00-00'")
                .column("DATETIME", "DATE", "'2001-01-01'", "'2024-05-06 23:59:59'", "'1000-01-01'")
                .column("TIME(3)", "TIME", "'01:01:01'", "'-838:59:58.9'", "'00:00:00.5'", "'12:13:14.499'");
    }

    private static Conversions textsAndOthers(Conversions table) {
        return table.column("ENUM('a','b','c')", "ENUM('c','b','a','d')", "'d'", "'a'", "'b'", "'c'")
                .column("ENUM('a','b','z')", "ENUM('a','b')", "'b'", "'a'")
                .column("ENUM('a','b')", "VARCHAR(9)", "'x'", "'a'", "'b'")
                .column("VARCHAR(9)", "ENUM('a','b','x')", "'x'", "'a'", "'b'", "'B'")
                .column("SET('a','b','c')", "SET('c','b','a')", "'a,b,c'", "'a'", "'a,b'", "''")
                .column("SET('a','b','c')", "VARCHAR(20)", "'c,a'", "'a'", "'a,b'", "''")
                .column("CHAR(10)", "VARCHAR(10)", "'a '", "'a'", "''", "'b'")
                .column("VARCHAR(10)", "CHAR(10)", "'x'", "'a  '", "'a'", "'  '", "' a'")
                .column("VARCHAR(9) CHARACTER SET latin1", "VARCHAR(9) CHARACTER SET utf8mb4", "'e'", "'\u00e9'", "'a'")
                .column(
                        "VARCHAR(9) CHARACTER SET utf8mb4",
                        "VARCHAR(9) CHARACTER SET utf8",
                        "'e'",
                        "'\u00e9'",
                        "'\u20ac'")
                .column("TEXT", "JSON", "'{\"a\": 2}'", "'{\"a\": 1}'", "'[ 1,2 ]'", "'null'", "'1.0'")
                .column("JSON", "TEXT", "'{\"a\":1 }'", "'{\"a\":1}'", "'{\"b\": [1], \"a\": 1}'")
                .column("VARBINARY(6)", "BINARY(6)", "x'01'", "x''", "x'00'", "x'616263'")
                .column("BINARY(6)", "VARBINARY(9)", "x'61'", "x'61'", "x'00'")
                .column("BLOB", "TEXT CHARACTER SET utf8mb4", "'e'", "x'C3A9'", "'a '", "''")
                .column("TEXT CHARACTER SET utf8mb4", "BLOB", "'e'", "'\u00e9'", "'a '", "''")
                .column("BIT(9)", "INT", "7", "b'100000001'", "b'0'")
                .column("YEAR", "INT", "7", "2024", "0", "1901")
                .column("INT", "YEAR", "1999", "2024", "1901")
                .column("TINYINT(1)", "BOOLEAN", "2", "0", "1", "-1")
                .column("INT UNSIGNED", "BIGINT", "7", "4294967295", "0")
                .column("BIGINT UNSIGNED", "DECIMAL(20,0)", "7", "18446744073709551615", "0")
                .column("INT", "INT UNSIGNED", "7", "2147483647", "0")
                .column("INT", "INT(6) ZEROFILL", "7", "8", "123456")
                .column("GEOMETRY", "", "ST_GeomFromText('POINT(1 2)')", "ST_GeomFromText('POINT(1 1)')")
                .column("DATETIME", "DATETIME(2)", "'2001-01-01'", "'0000-00-00 00:00:00'", "'2024-00-00 00:00:00'");
    }

    /** What an expression gives for certain. */
    @OnEachServer
    void widerTypesOfOneFamily(TestSchema schema) throws SQLException, InterruptedException, IOException {
        Conversions table = new Conversions(schema, folder)
                .column("INT", "BIGINT", "99", "-1", "0", "2147483647")
                .column("INT UNSIGNED", "BIGINT", "99", "4294967295", "0")
                .column("BIGINT UNSIGNED", "BIGINT", "99", "9223372036854775807", "0")
                .column("BIGINT", "BIGINT UNSIGNED", "99", "9223372036854775807", "0")
                .column("BIGINT", "TINYINT", "99", "-128", "0")
                .column("INT(5) ZEROFILL", "INT", "7", "8", "123456")
                .column("DECIMAL(10,2)", "DECIMAL(14,4)", "1.4901", "1.49", "-1.50", "0")
                .column("DECIMAL(10,2)", "DECIMAL(8,2)", "1.48", "1.49", "-1.50", "0")
                .column(
                        "DATETIME",
                        "DATETIME(6)",
                        "'2024-05-06 07:08:09.000001'",
                        "'2024-05-06 07:08:09'",
                        "'0000-00-00 00:00:00'")
                .column("TIME(1)", "TIME(3)", "'01:01:01'", "'-838:59:58.9'", "'00:00:00.5'")
                .column("TIMESTAMP NULL", "TIMESTAMP(3) NULL", "'2001-01-01'", "'2024-05-06 07:08:09'", "0")
                .column("ENUM('a','b')", "ENUM('a','b','d')", "'d'", "'a'", "'b'", "99")
                .column("SET('a','b')", "SET('a','b','d')", "'d'", "'a'", "'b'", "''")
                .column("CHAR(10)", "VARCHAR(10)", "'a '", "'a'", "''", "'b'")
                .column("VARCHAR(10)", "CHAR(10)", "'x'", "'a  '", "'a'", "'  '", "' a'")
                .column("TEXT", "CHAR(10)", "'x'", "'a  '", "'a'", "'  '", "' a'")
                .column("CHAR(10)", "CHAR(20)", "'A'", "'a'", "''")
                .column("VARCHAR(9) CHARACTER SET latin1", "VARCHAR(9) CHARACTER SET utf8mb4", "'e'", "'\u00e9'", "'a'")
                .column("VARCHAR(9) CHARACTER SET latin1", "CHAR(9) CHARACTER SET utf8mb4", "'e'", "'\u00e9 '", "'a'")
                .column(
                        "VARCHAR(9) CHARACTER SET utf8mb4",
                        "VARCHAR(9) CHARACTER SET utf8",
                        "'e'",
                        "'\u00e9'",
                        "'\u20ac'")
                .column("VARCHAR(9) CHARACTER SET utf8mb4", "TEXT CHARACTER SET latin1", "'e'", "'\u00e9'", "'\u20ac '")
                .column("VARCHAR(9) CHARACTER SET gbk", "LONGTEXT CHARACTER SET utf8mb4", "'e'", "'\u4f60'", "' a '")
                .column("VARCHAR(9) COLLATE utf8mb4_bin", "VARCHAR(9) COLLATE utf8mb4_general_ci", "'A'", "'a'", "'b '")
                .column("VARBINARY(6)", "BLOB", "x'6100'", "x'61'", "x''")
                .column("BINARY(6)", "VARBINARY(9)", "x'61'", "x'61'", "x'00'")
                .column("TINYBLOB", "VARBINARY(9)", "x'00'", "x'61'", "x''")
                .with("doubled INT AS (c0 * 0) VIRTUAL")
                .with("tripled VARCHAR(40) AS (CONCAT(c0, 'x')) STORED")
                .fill(LENIENT);

        assertThat(table.requireEachFound(table.alter("MODIFY %s %s", ""))).isEmpty();
    }

    @OnEachServer
    void everyTypeAsItIs(TestSchema schema) throws SQLException, InterruptedException, IOException {
        Conversions table = new Conversions(schema, folder)
                .column("TINYINT", "", "1", "0", "-128")
                .column("SMALLINT UNSIGNED", "", "1", "0", "65535")
                .column("MEDIUMINT", "", "1", "0", "-8388608")
                .column("INT(7) ZEROFILL", "", "1", "0", "12345678")
                .column("BIGINT UNSIGNED", "", "18446744073709551614", "18446744073709551615", "0")
                .column(
                        "DECIMAL(65,30)",
                        "",
                        "0.000000000000000000000000000002",
                        "0.000000000000000000000000000001",
                        "0")
                .column("FLOAT", "", "1.10001", "1.1", "0", "3.4e38")
                .column("FLOAT(7,3)", "", "1.101", "1.1", "0", "1234.567")
                .column("DOUBLE", "", "1.1000000000000003", "1.1", "0", "1e308")
                .column("BIT(64)", "", "b'10'", "b'1'", "b'0'", "x'FFFFFFFFFFFFFFFF'")
                .column("DATE", "", "'0000-00-00'", "'2024-05-06'", "'2024-00-00'")
                .column("DATETIME(6)", "", "'2024-05-06 07:08:09.000002'", "'2024-05-06 07:08:09.000001'")
                .column("TIMESTAMP(6) NULL", "", "'2024-05-06 07:08:09.000002'", "'2024-05-06 07:08:09.000001'")
                .column("TIME(6)", "", "'-00:00:00.000001'", "'00:00:00.000001'", "'00:00:00'")
                .column("YEAR", "", "1901", "0", "2155")
                .column("CHAR(9)", "", "'A'", "'a'", "''")
                .column("VARCHAR(9)", "", "'a '", "'a'", "''")
                .column("VARCHAR(9) COLLATE utf8mb4_unicode_ci", "", "'ss'", "'\u00df'", "'\u00e9'")
                .column("BINARY(4)", "", "x'6120'", "x'61'", "x''")
                .column("VARBINARY(9)", "", "x'00'", "x''", "x'0000'")
                .column("TINYTEXT", "", "'a '", "'a'", "''")
                .column("LONGTEXT CHARACTER SET latin1", "", "'e'", "'\u00e9'", "REPEAT('a', 100000)")
                .column("MEDIUMBLOB", "", "REPEAT('a', 99999)", "REPEAT('a', 100000)", "''")
                .column("ENUM('', 'a')", "", "'a'", "''", "99")
                .column("SET('a','b')", "", "'a,b'", "'a'", "''")
                .column("JSON", "", "'{\"a\": 2}'", "'{\"a\": 1}'", "'[1, 2]'", "'\"x\"'")
                .column("JSON NOT NULL", "", "'1.0'", "'1'", "'null'", "'true'")
                .column("POINT", "", "ST_GeomFromText('POINT(1 2)')", "ST_GeomFromText('POINT(1 1)')")
                .with("doubled INT AS (c0 * 0) VIRTUAL")
                .fill(LENIENT);

        assertThat(table.requireEachFound("ENGINE=InnoDB")).isEmpty();
    }

    /** The server's own ALTER keeps the zeros, INSERT … SELECT does not. */
    @OnEachServer
    void zerosThatACopyWouldLose(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(
                "CREATE TABLE things (id INT PRIMARY KEY, v INT(5) ZEROFILL)",
                "INSERT INTO things VALUES (1, 7)",
                "CREATE TABLE copied (v VARCHAR(9))",
                "INSERT INTO copied SELECT v FROM things");
        assertThat(schema.rows("SELECT v FROM copied")).containsExactly("7");

        OscException refused = new Osc(schema, "things", "MODIFY v VARCHAR(9)").fails();

        assertThat(refused.code()).isEqualTo(ExitCode.UNSUPPORTED_CHANGE);
        assertThat(refused.getMessage()).contains("column v is ZEROFILL and becomes varchar(9)");
        assertThat(schema.tables()).doesNotContain("things_osc_new");
    }

    /** Keys that the server computes, partitions, names: the statements of the comparison take them all. */
    @OnEachServer
    void oddTables(TestSchema schema) throws SQLException, InterruptedException {
        String long64 = "t".repeat(64);
        // MariaDB knows no NOT NULL behind an expression, and so no such key that a row is found by
        if (!schema.server().name().startsWith("mariadb-")) {
            requireCompared(
                    schema,
                    "parts",
                    "v VARCHAR(9), g INT AS (id % 7) STORED NOT NULL, UNIQUE KEY (g, id)",
                    "ADD COLUMN more INT, DROP PRIMARY KEY");
            requireCompared(
                    schema,
                    "computed",
                    "v VARCHAR(9), g INT AS (id * 3) VIRTUAL NOT NULL, UNIQUE KEY (g)",
                    "ADD COLUMN more INT, DROP PRIMARY KEY");
        }
        requireCompared(schema, "split", "v VARCHAR(9)", "MODIFY v INT PARTITION BY HASH (id) PARTITIONS 3");
        requireCompared(schema, long64, "v VARCHAR(9)", "MODIFY v INT");
        requireCompared(schema, "%s `100%` ?", "`k0 ``%d` VARCHAR(9)", "CHANGE `k0 ``%d` `l` INT");
    }

    private static void requireCompared(TestSchema schema, String table, String columns, String alter)
            throws SQLException, InterruptedException {
        String name = "`" + table.replace("`", "``") + "`";
        schema.execute(
                "CREATE TABLE " + name + " (id INT PRIMARY KEY, " + columns + ")",
                "INSERT INTO " + name + " (id, " + columns.replaceFirst(" VARCHAR.*", "")
                        + ") SELECT n, n FROM (SELECT 1 AS n UNION SELECT 2 UNION SELECT 3 UNION SELECT 4) AS some");

        Report.Swapped report = new Osc(schema, table, alter).run();

        assertThat(Objects.requireNonNull(report.verified()).rows()).as(table).isEqualTo(4);
    }
}
