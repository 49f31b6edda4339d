// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.TestSchema;
import dev.osc.run.Watcher;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Values that tools which carry them through a client have lost. Every row is written once before the copy and once,
 * under another key, after it: so it comes through the copy and through the replay, and both must be what the server's
 * own ALTER makes of it.
 */
final class RowTrapTest {

    /**
     * A table and its change.
     *
     * @param columns beside the key {@code id INT}
     * @param names the columns that rows give values for
     * @param rows their values, with commas between
     */
    private record Trap(String title, String columns, String names, List<String> rows, String alter) {}

    private static Trap trap(String title, String columns, String names, String alter, String... rows) {
        return new Trap(title, columns, names, List.of(rows), alter);
    }

    private static final String REBUILD = "ADD COLUMN note INT NOT NULL DEFAULT 1 FIRST, ENGINE=InnoDB";

    private static final List<Trap> TRAPS = List.of(
            trap(
                    "15: a column dropped and added anew",
                    "c INT NOT NULL, d INT NULL",
                    "c, d",
                    "DROP COLUMN c, ADD COLUMN c INT NOT NULL DEFAULT 7",
                    "1, 2",
                    "3, NULL"),
            trap(
                    "16: 'change' in comments and names, columns in another order",
                    "`change` INT NOT NULL COMMENT 'change a b int', `b` INT NOT NULL, c VARCHAR(9) NOT NULL",
                    "`change`, b, c",
                    "MODIFY c VARCHAR(9) NOT NULL COMMENT 'rename c to d' FIRST, MODIFY `change` INT NOT NULL AFTER b",
                    "1, 2, 'x'"),
            trap(
                    "16: renamed and moved at once",
                    "a INT NOT NULL, b INT NOT NULL, c INT NOT NULL",
                    "a, b, c",
                    "CHANGE a z INT NOT NULL AFTER b, CHANGE c first_of_all BIGINT NOT NULL FIRST",
                    "1, 2, 3"),
            trap("14: a name in another case", "Amount INT NOT NULL", "amount", "MODIFY aMOUNT BIGINT NOT NULL", "5"),
            trap(
                    "18: unsigned at its ends, moved and renamed",
                    "a TINYINT UNSIGNED, b SMALLINT UNSIGNED, c MEDIUMINT UNSIGNED, d INT UNSIGNED, e BIGINT UNSIGNED",
                    "a, b, c, d, e",
                    "CHANGE e f BIGINT UNSIGNED FIRST, MODIFY d BIGINT UNSIGNED",
                    "255, 65535, 16777215, 4294967295, 18446744073709551615",
                    "128, 32768, 8388608, 2147483648, 9223372036854775808"),
            trap(
                    "19: ENUM and SET with members moved, dropped and ahead",
                    "e ENUM('a','b','c','d'), s SET('x','y','z'), t ENUM('one','two')",
                    "e, s, t",
                    "MODIFY e ENUM('zero','d','b','a','c'), MODIFY s SET('z','w','x','y'), MODIFY t VARCHAR(9)",
                    "'a', 'x,z', 'two'",
                    "'d', '', 'one'",
                    "NULL, NULL, NULL"),
            trap(
                    "19: SET of 64 members",
                    "s SET("
                            + IntStream.range(0, 64)
                                    .mapToObj(i -> "'m" + i + "'")
                                    .collect(Collectors.joining(",")) + ")",
                    "s",
                    REBUILD,
                    "18446744073709551615",
                    "9223372036854775808",
                    "1"),
            trap(
                    "20: BIT, DECIMAL, YEAR, FLOAT, DOUBLE",
                    "b BIT(64), c BIT(3), d DECIMAL(65,30), y YEAR, f FLOAT, g DOUBLE",
                    "b, c, d, y, f, g",
                    "MODIFY c BIT(5), ADD COLUMN note INT FIRST",
                    "b'1000000000000000000000000000000000000000000000000000000000000001', b'101',"
                            + " 12345678901234567890123456789012345.123456789012345678901234567891, 0000, 0.1,"
                            + " 1.7976931348623157e308",
                    "0, b'0', -0.000000000000000000000000000001, 2155, 3.4e38, 2.2250738585072014e-308"),
            trap(
                    "21: trailing zeros of BINARY and VARBINARY",
                    "a BINARY(6), b VARBINARY(6), c BLOB",
                    "a, b, c",
                    "MODIFY a VARBINARY(10), MODIFY c MEDIUMBLOB",
                    "x'0100', x'010000', x'00'",
                    "x'', x'', x''",
                    "x'000000000001', x'2000', x'20'"),
            trap(
                    "22: character sets side by side, converted",
                    "a VARCHAR(20) CHARACTER SET latin1, b VARCHAR(20) CHARACTER SET gbk, c VARCHAR(20) CHARACTER SET utf8mb4,"
                            + " d TEXT CHARACTER SET utf8, e VARCHAR(20) CHARACTER SET utf16",
                    "a, b, c, d, e",
                    "MODIFY a VARCHAR(20) CHARACTER SET utf8mb4, MODIFY b VARCHAR(20) CHARACTER SET utf8mb4,"
                            + " MODIFY d TEXT CHARACTER SET utf8mb4",
                    "x'80c3a9e9', x'c4e3bac3', _utf8mb4 x'F09F9880', _utf8 x'C3A9', _utf16 x'D83DDE00'",
                    "x'9f20', x'8140', ' a ', '', 'x '"),
            trap(
                    "22: CONVERT TO",
                    "a VARCHAR(20), b TEXT, c CHAR(5), e ENUM('y','x')",
                    "a, b, c, e",
                    "CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci",
                    "'\u00e9', '\u00fc ', 'a ', 'x'"),
            trap(
                    "24: TIMESTAMP and DATETIME, fractions, ends",
                    "a TIMESTAMP(6) NULL, b DATETIME(6), c TIMESTAMP NULL, d DATETIME(3)",
                    "a, b, c, d",
                    "MODIFY d DATETIME(6), ADD COLUMN note INT FIRST",
                    "'1970-01-01 12:00:01.000001', '1000-01-01 00:00:00.0123', '2038-01-18 03:14:07', '9999-12-31 23:59:59.999'",
                    "'2021-03-28 03:30:00', '2021-03-28 02:30:00', '2021-10-31 02:30:00', '2021-10-31 02:30:00.5'"),
            trap(
                    "25: zero dates, whole and in part",
                    "a DATE NOT NULL, b DATETIME NOT NULL, c TIMESTAMP NULL, d DATE",
                    "a, b, c, d",
                    REBUILD,
                    "'0000-00-00', '0000-00-00 00:00:00', '0000-00-00 00:00:00', '2024-00-15'",
                    "'2024-01-00', '2024-00-00 10:00:00', NULL, NULL"),
            trap(
                    "26: negative and long times",
                    "a TIME(6), b TIME, c TIME(3)",
                    "a, b, c",
                    "MODIFY b TIME(6), ADD COLUMN note INT FIRST",
                    "'-838:59:58.000001', '-00:00:01', '838:59:59'",
                    "'-00:00:00.5', '00:00:00', '-01:02:03.004'"),
            trap(
                    "29: JSON as the server keeps it",
                    "j JSON",
                    "j",
                    REBUILD,
                    "'{\"a\": 1e25, \"b\": 1.7976931348623157e308, \"c\": 0.1, \"d\": [null, true, \"x\"]}'",
                    "JSON_OBJECT('t', CAST('10:00:00.5' AS TIME(6)), 'd', CAST(1.10 AS DECIMAL(5,2)), 'n', NULL)",
                    "JSON_ARRAY(CAST('2020-01-01' AS DATETIME), 18446744073709551615)",
                    "NULL"),
            trap(
                    "30: generated columns, stored, virtual and in a key",
                    "a INT NOT NULL, s INT AS (a * 2) STORED, v VARCHAR(20) AS (CONCAT('v', a)) VIRTUAL, UNIQUE KEY (v)",
                    "a",
                    "MODIFY a BIGINT NOT NULL, ADD COLUMN w BIGINT AS (a + 1) STORED FIRST",
                    "1 + id",
                    "100000 + id"),
            trap(
                    "30: points and shapes",
                    "p POINT NOT NULL, g GEOMETRY, SPATIAL KEY (p)",
                    "p, g",
                    "ADD COLUMN note INT NOT NULL DEFAULT 1 FIRST",
                    "ST_GeomFromText('POINT(1 2)'), ST_GeomFromText('LINESTRING(0 0, 1 1)')",
                    "ST_GeomFromText('POINT(-1.5 1e10)'), NULL"),
            trap(
                    "44: reserved words and odd characters as names",
                    "`select` INT NOT NULL, `a``b` INT NOT NULL, `c d` INT NOT NULL, `100%` INT, KEY `order` (`select`)",
                    "`select`, `a``b`, `c d`, `100%`",
                    "MODIFY `a``b` BIGINT NOT NULL, CHANGE `c d` `from` INT NOT NULL",
                    "1, 2, 3, 4"),
            trap(
                    "43: large values",
                    "a LONGBLOB, b MEDIUMTEXT",
                    "a, b",
                    "ADD COLUMN note INT FIRST",
                    "REPEAT(x'00ff', 400000), REPEAT('\u00e9', 300000)"));

    private static final String SESSION =
            "SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO', time_zone = '+02:00', innodb_lock_wait_timeout = 5";

    @OnEachServer(everywhere = true)
    void comesThroughCopyAndReplay(TestSchema schema) throws SQLException, InterruptedException {
        List<String> broken = new ArrayList<>();
        for (Trap trap : TRAPS) {
            try {
                change(schema, trap);
            } catch (SQLException | RuntimeException | AssertionError failure) {
                broken.add(trap.title() + ": " + failure);
            }
        }
        assertThat(broken).isEmpty();
    }

    private static void change(TestSchema schema, Trap trap) throws SQLException, InterruptedException {
        String definition = " (id INT NOT NULL PRIMARY KEY, " + trap.columns() + ") DEFAULT CHARSET latin1";
        schema.execute(
                "DROP TABLE IF EXISTS t, twin, t_osc_old, t_osc_new",
                SESSION,
                "CREATE TABLE t" + definition,
                "CREATE TABLE twin" + definition);
        if (!schema.rows("SHOW TABLES LIKE '\\_osc\\_migrations'").isEmpty()) {
            schema.execute("DELETE FROM _osc_migrations", "DELETE FROM _osc_epochs");
        }
        write(schema, trap, 0);

        new Osc(schema, "t", trap.alter())
                .at(Watcher.Phase.CATCH_UP, () -> {
                    write(schema, trap, 100);
                    schema.execute(
                            SESSION, "UPDATE t SET id = 300 WHERE id = 0", "UPDATE twin SET id = 300 WHERE id = 0");
                })
                .run();

        Osc.requireNothingLeft(schema, "t");
        Twins.requireEqual(schema, "t", "twin", trap.alter());
        assertThat(schema.rows("SELECT COUNT(*) FROM t"))
                .containsExactly(Integer.toString(2 * trap.rows().size()));
    }

    private static void write(TestSchema schema, Trap trap, int first) throws SQLException {
        List<String> inserts = new ArrayList<>(List.of(SESSION));
        int id = first;
        for (String row : trap.rows()) {
            for (String table : List.of("t", "twin")) {
                inserts.add("INSERT INTO " + table + " (id, " + trap.names() + ") VALUES (" + id + ", " + row + ")");
            }
            id++;
        }
        schema.execute(inserts.toArray(new String[0]));
    }

    /** Trap 28: a number that was given out and whose row was deleted is not given out again. */
    @OnEachServer(everywhere = true)
    void autoIncrementGoesOnAfterDeletes(TestSchema schema) throws SQLException, InterruptedException {
        String definition = " (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, v INT)";
        schema.execute(
                SESSION,
                "CREATE TABLE t" + definition,
                "INSERT INTO t (v) VALUES (1), (2), (3), (4), (5)",
                "INSERT INTO t (id, v) VALUES (0, 100)",
                "DELETE FROM t WHERE id IN (4, 5)");

        new Osc(schema, "t", "MODIFY v BIGINT")
                .at(
                        Watcher.Phase.CATCH_UP,
                        () -> schema.execute("INSERT INTO t (v) VALUES (6), (7)", "DELETE FROM t WHERE v IN (6, 7)"))
                .run();
        schema.execute("INSERT INTO t (v) VALUES (8)");

        assertThat(schema.rows("SELECT id, v FROM t ORDER BY id")).containsExactly("0|100", "1|1", "2|2", "3|3", "8|8");
    }

    /** Trap 28: a start that the user gives wins. */
    @OnEachServer(everywhere = true)
    void autoIncrementStartsWhereTheChangeSays(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(
                "CREATE TABLE t (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, v INT)", "INSERT INTO t (v) VALUES (1)");

        new Osc(schema, "t", "MODIFY v BIGINT, AUTO_INCREMENT = 1000").run();
        schema.execute("INSERT INTO t (v) VALUES (2)");

        assertThat(schema.rows("SELECT id, v FROM t ORDER BY id")).containsExactly("1|1", "1000|2");
    }
}
