// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.replication.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import dev.osc.schema.KeyTuple;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;

/** A key of each type, under each replica identity: what the log gives is what a query of the same rows gives. */
@ServersOf(Product.POSTGRESQL)
final class KeyTypesTest {

    private static final String[] TYPES = {
        "smallint: -32768; 0; 32767",
        "integer: -2147483648; -1; 2147483647",
        "bigint: -9223372036854775808; 0; 9223372036854775807",
        "numeric: 1.0; 2.00000; -0.5; 12345678901234567890123456789.000000001; 'NaN'",
        "numeric(12,2): 1; 1.5; -9999999999.99",
        "real: 1.1; -0.000001; 16777217; 'Infinity'",
        "double precision: 0.1; 1e300; 'NaN'; -1.7976931348623157e308",
        "text: ''; 'a'; 'A'; 'trail  '; 'é🐬'; E'line\\nbreak\\t\\\\'; repeat('x', 2000)",
        "text COLLATE \"C\": 'a'; 'Ä'",
        "varchar(20): 'short'; 'ß'",
        "char(10): 'a'; 'b '; ''",
        "bpchar: 'a'; 'b '; ''",
        "padded: 'a'; 'b '; ''",
        "bytea: '\\x'; '\\x00ff'; decode(repeat('00', 300), 'hex')",
        "boolean: true; false",
        "date: '0001-01-01'; '4713-01-01 BC'; '5874897-12-31'; 'infinity'",
        "time: '00:00:00'; '24:00:00'; '23:59:59.999999'",
        "timetz: '00:00:00+14'; '12:00:00.5-07'",
        "timestamp: '1969-12-31 23:59:59.999999'; 'infinity'; '2024-03-31 02:30:00'",
        "timestamptz: '2024-10-27 01:30:00+00'; '-infinity'; '2024-03-31 02:30:00.012+05:30'",
        "interval: '1 month -3 days 04:05:06.7'; '-1 year'; '0'",
        "uuid: '00000000-0000-0000-0000-000000000000'; 'ffffffff-ffff-ffff-ffff-ffffffffffff'",
        "inet: '10.0.0.1'; '10.0.0.0/8'; '::1'",
        "cidr: '10.0.0.0/8'; '2001:db8::/32'",
        "macaddr: '08:00:2b:01:02:03'",
        "oid: 0; 4294967295",
        "money: '-1.50'; '92233720368547758.07'",
        "bit(5): B'00000'; B'10101'",
        "varbit: B''; B'101'",
        "mood: 'sad'; 'very happy'; ''",
        "positive: 1; 99999999999",
        "int4range: '[1,5)'; 'empty'; '(,7]'",
        "integer[]: '{}'; '{1,NULL,3}'; '[0:1]={5,6}'",
        "text[]: '{\"a b\",NULL,\"\\\"\"}'",
        "pair: '(1,\"x y\")'; '(,)'",
        "pg_lsn: '0/0'; 'FFFFFFFF/FFFFFFFF'",
        "jsonb: '{\"b\": 1, \"a\": [1.0, null]}'; '7'",
        "regclass: 'pg_class'; 't'",
    };

    @OnEachServer(everywhere = true)
    void givesTheServersOwnForm(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(
                "ALTER DATABASE " + schema.name() + " SET TimeZone = 'America/New_York'",
                "ALTER DATABASE " + schema.name() + " SET DateStyle = 'German'",
                "ALTER DATABASE " + schema.name() + " SET IntervalStyle = 'sql_standard'",
                "ALTER DATABASE " + schema.name() + " SET bytea_output = 'escape'",
                "ALTER DATABASE " + schema.name() + " SET extra_float_digits = -5",
                "CREATE TYPE mood AS ENUM ('sad', 'very happy', '')",
                "CREATE TYPE pair AS (a int, b text)",
                "CREATE DOMAIN padded AS char(5)",
                "CREATE DOMAIN positive AS numeric CHECK (VALUE > 0)");
        for (String line : TYPES) {
            String type = line.substring(0, line.indexOf(": "));
            List<String> values = List.of(line.substring(line.indexOf(": ") + 2).split("; "));
            schema.execute("CREATE TABLE t (before text DEFAULT 'b', k " + type + " PRIMARY KEY, n int DEFAULT 0)");
            for (String identity : new String[] {"DEFAULT", "FULL"}) {
                schema.execute("ALTER TABLE t REPLICA IDENTITY " + identity);
                try (Watch watch = Watch.start(schema, "t");
                        Connection session = schema.connect();
                        Statement statement = session.createStatement()) {
                    check(watch, statement, type + " " + identity, type, values);
                }
            }
            schema.execute("DROP TABLE t");
        }
    }

    private static void check(Watch watch, Statement statement, String what, String type, List<String> values)
            throws SQLException, InterruptedException {
        for (String value : values) {
            statement.execute("INSERT INTO t (k) VALUES (" + cast(value, type) + ")");
        }
        Set<KeyTuple> stored = watch.stored();
        assertThat(stored).as(what).hasSize(values.size());
        assertThat(watch.drain().keys()).as(what + " inserted").containsExactlyInAnyOrderElementsOf(stored);

        statement.execute("UPDATE t SET n = n + 1, before = NULL");
        assertThat(watch.drain().keys()).as(what + " updated").containsExactlyInAnyOrderElementsOf(stored);

        String first = cast(values.getFirst(), type);
        String last = cast(values.getLast(), type);
        statement.execute("DELETE FROM t WHERE k = " + last);
        List<KeyTuple> deleted = watch.drain().keys();
        assertThat(deleted).as(what + " deleted").hasSize(1);
        assertThat(stored).containsAll(deleted);
        statement.execute("UPDATE t SET k = " + last + " WHERE k = " + first);
        if (values.size() > 1) {
            List<KeyTuple> moved = watch.drain().keys();
            assertThat(moved).as(what + " moved").hasSize(2).endsWith(deleted.getFirst());
            assertThat(stored).containsAll(moved);
        }
        statement.execute("DELETE FROM t");
        assertThat(watch.drain().keys()).as(what + " emptied").isSubsetOf(stored);
    }

    private static String cast(String value, String type) {
        return "CAST(" + value + " AS " + type.replace(" COLLATE \"C\"", "") + ")";
    }
}
