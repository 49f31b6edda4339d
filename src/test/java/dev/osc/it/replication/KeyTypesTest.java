// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.replication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.TestSchema;
import dev.osc.schema.KeyTuple;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;

/**
 * A key of each type, among columns of all types, under each row image: what the log's bytes give is what the server's own
 * expressions give (traps 11, 18 to 26).
 */
final class KeyTypesTest {

    static final String[] TYPES = {
        "TINYINT: -128, -1, 0, 127",
        "TINYINT UNSIGNED: 0, 127, 128, 255",
        "SMALLINT: -32768, 0, 32767",
        "SMALLINT UNSIGNED: 0, 32768, 65535",
        "MEDIUMINT: -8388608, -1, 0, 8388607",
        "MEDIUMINT UNSIGNED: 0, 8388608, 16777215",
        "INT: -2147483648, -1, 0, 2147483647",
        "INT UNSIGNED: 0, 2147483648, 4294967295",
        "BIGINT: -9223372036854775808, -1, 0, 9223372036854775807",
        "BIGINT UNSIGNED: 0, 9223372036854775808, 18446744073709551615",
        "INT ZEROFILL: 0, 42",
        "YEAR: 0, 1901, 2024, 2155",
        "ENUM('x','y','zz'): '', 'x', 'zz'",
        "SET('a','b','c','d','e','f','g','h','i'): '', 'a', 'i,a', 'b,c,d'",
        "BIT(1): b'0', b'1'",
        "BIT(10): b'0', b'1000000001', b'1111111111'",
        "BIT(64): 0, 9223372036854775809, 18446744073709551615",
        "DECIMAL(10,2): -1.5, 0, 0.05, 99999999.99, -99999999.99",
        "DECIMAL(65,30): 0, -0.000000000000000000000000000001, 12345678901234567890123456789012345.5",
        "DECIMAL(5,0): -99999, 0, 7",
        "DECIMAL(9,9): 0.5, -0.000000001, 0",
        "DECIMAL(20,10) UNSIGNED ZEROFILL: 0, 1.5, 1234567890.0123456789",
        "DECIMAL(18,9): 123456789.987654321, -1",
        "DATE: '0000-00-00', '2024-00-15', '1000-01-01', '9999-12-31'",
        "TIME: '-838:59:59', '-00:00:01', '00:00:00', '838:59:59', '25:00:00'",
        "TIME(1): '-00:00:00.5', '-838:59:58.9', '00:00:00.1'",
        "TIME(2): '-00:00:00.05', '-01:00:00.99', '12:34:56.78'",
        "TIME(3): '-00:00:00.001', '-12:00:00.500', '00:00:00'",
        "TIME(4): '-00:00:00.0001', '-838:59:58.9999', '1:2:3.0405'",
        "TIME(5): '-00:00:00.00001', '23:59:59.99999'",
        "TIME(6): '-838:59:58.000001', '-00:00:00.5', '838:59:59', '00:00:00.000001'",
        "DATETIME: '0000-00-00 00:00:00', '2024-00-00 01:02:03', '1000-01-01 00:00:00', '9999-12-31 23:59:59'",
        "DATETIME(1): '0000-00-00 00:00:00', '2024-02-29 01:02:03.9'",
        "DATETIME(3): '1969-12-31 23:59:59.999', '2024-03-31 02:30:00.012'",
        "DATETIME(4): '2024-03-31 02:30:00.0123'",
        "DATETIME(6): '2024-10-27 02:30:00.000001', '9999-12-31 23:59:59.999999'",
        "TIMESTAMP NULL: '0000-00-00 00:00:00', '1970-01-01 12:00:01', '2024-10-27 02:30:00', '2038-01-18 03:14:07'",
        "TIMESTAMP(2) NULL: '0000-00-00 00:00:00', '2024-03-31 02:30:00.25'",
        "TIMESTAMP(3) NULL: '2024-03-31 02:30:00.001'",
        "TIMESTAMP(6) NULL: '2024-03-31 02:30:00.000001', '1999-12-31 23:59:59.999999'",
        "CHAR(10) CHARACTER SET latin1: '', 'a', 'a b', _latin1 x'80e9ff', 'trail  '",
        "CHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin: '', 'é', '🐬🐬', REPEAT('🐬', 200)",
        "CHAR(10) CHARACTER SET utf16 COLLATE utf16_bin: '', 'a', 'é🐬', 'b  '",
        "CHAR(10) CHARACTER SET ucs2 COLLATE ucs2_bin: 'a', 'Ġ', ' x'",
        "CHAR(10) CHARACTER SET utf32 COLLATE utf32_bin: 'a', '🐬', 'c '",
        "CHAR(10) CHARACTER SET gbk COLLATE gbk_bin: 'a', '中文', '丂'",
        "CHAR(10) CHARACTER SET sjis COLLATE sjis_bin: 'ソ', 'a'",
        "VARCHAR(40) CHARACTER SET latin1: '', 'a', 'A b', 'é'",
        "VARCHAR(255) CHARACTER SET latin1: 'short', REPEAT('x', 255)",
        "VARCHAR(256) CHARACTER SET latin1: 'short', REPEAT('x', 256)",
        "VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin: 'trail ', '🐬', REPEAT('é', 100)",
        "VARCHAR(20) CHARACTER SET utf16 COLLATE utf16_bin: 'é🐬', ''",
        "BINARY(8): x'2020202020202020', x'', x'0100', x'ff00ff0000000000', x'2000000000000001'",
        "BINARY(255): REPEAT(x'fe', 255), x'', x'20', REPEAT(x'ff', 255)",
        "VARBINARY(40): x'', x'00', x'0000', x'ff00', x'20'",
        "VARBINARY(300): x'00', REPEAT(x'fe', 300)",
    };

    /** Columns of every other type, before and behind the key: all of them are skipped. */
    private static final String BEFORE = """
            f1 BIT(10) DEFAULT b'1000000001', f2 FLOAT DEFAULT 1.5, f3 DOUBLE DEFAULT -2.5, f4 TINYTEXT, f5 TEXT,
            f6 MEDIUMBLOB, f7 LONGTEXT, f8 JSON, f9 POINT, f10 DECIMAL(30,12) DEFAULT 3.25, f11 BIT(64),""";

    private static final String BEHIND = """
            b1 TIME(3) DEFAULT '-01:02:03.004', b2 DATETIME(6) DEFAULT '2024-01-02 03:04:05.6', b3 TIMESTAMP(1) NULL,
            b4 DATE DEFAULT '2024-01-02', b5 YEAR DEFAULT 2024, b6 ENUM('q','r') DEFAULT 'r', b7 SET('s','t') DEFAULT 's,t',
            b8 CHAR(255) CHARACTER SET utf8mb4 DEFAULT 'wide', b9 VARBINARY(300) DEFAULT 'v', b10 BINARY(3) DEFAULT 'b',
            b11 MEDIUMINT DEFAULT -7, n INT DEFAULT 0, note VARCHAR(30)""";

    private static final String FILLED = """
            f4 = 't', f5 = REPEAT('x', 300), f6 = REPEAT('y', 70000), f7 = 'long', f8 = '{"a": [1, 2, {"b": "c"}]}',
            f9 = ST_GeomFromText('POINT(1 2)'), f11 = b'1', b3 = '2024-01-02 03:04:05', note = 'filled'""";

    @OnEachServer(everywhere = true)
    void givesTheServersOwnForm(TestSchema schema) throws SQLException, InterruptedException {
        for (String type : TYPES) {
            schema.execute(
                    "SET sql_mode = ''",
                    "CREATE TABLE t (" + BEFORE + " k " + notNull(definition(type)) + "," + BEHIND
                            + ", PRIMARY KEY (k))");
            try (Watch watch = Watch.fromEnd(schema, "t");
                    Connection session = schema.connect();
                    Statement statement = session.createStatement()) {
                statement.execute("SET sql_mode = '', time_zone = '+03:00'");
                for (String image : new String[] {"FULL", "NOBLOB", "MINIMAL"}) {
                    statement.execute("SET SESSION binlog_row_image = " + image);
                    check(watch, statement, definition(type) + " " + image, values(type));
                }
            }
            schema.execute("DROP TABLE t");
        }
    }

    static String definition(String type) {
        return type.substring(0, type.indexOf(": "));
    }

    static List<String> values(String type) {
        return List.of(type.substring(type.indexOf(": ") + 2).split(", (?=[-'bx_R\\d])(?![^(]*\\))"));
    }

    static String notNull(String definition) {
        return definition.replace(" NULL", "") + " NOT NULL" + (definition.startsWith("TIMESTAMP") ? " DEFAULT 0" : "");
    }

    private static void check(Watch watch, Statement statement, String what, List<String> values)
            throws SQLException, InterruptedException {
        for (String value : values) {
            statement.execute("INSERT INTO t SET k = " + value + ", " + FILLED);
        }
        Set<KeyTuple> stored = watch.stored();
        assertThat(stored).as(what).hasSize(values.size());
        assertThat(watch.drain().keys()).as(what + " inserted").containsExactlyInAnyOrderElementsOf(stored);

        statement.execute("UPDATE t SET n = n + 1, note = NULL, f8 = JSON_SET(f8, '$.a[0]', 7)");
        assertThat(watch.drain().keys()).as(what + " updated").containsExactlyInAnyOrderElementsOf(stored);

        String last = values.getLast();
        statement.execute("DELETE FROM t WHERE k = " + last);
        List<KeyTuple> deleted = watch.drain().keys();
        assertThat(deleted).as(what + " deleted").hasSize(1);
        assertThat(stored).containsAll(deleted);
        statement.execute("UPDATE t SET k = " + last + " WHERE k = " + values.getFirst());
        if (values.size() > 1) {
            List<KeyTuple> moved = watch.drain().keys();
            assertThat(moved).as(what + " moved").hasSize(2).endsWith(deleted.getFirst());
            assertThat(stored).containsAll(moved);
        }
        statement.execute("DELETE FROM t");
        assertThat(watch.drain().keys()).as(what + " emptied").isSubsetOf(stored);
    }
}
