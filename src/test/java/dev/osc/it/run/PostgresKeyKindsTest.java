// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import dev.osc.run.Watcher.Phase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SplittableRandom;

/** Keys of every kind that can carry rows: written to from before the first chunk until the catch-up, then compared. */
@ServersOf(Product.POSTGRESQL)
final class PostgresKeyKindsTest {

    private static final int ROWS = 300;

    /** @param value the key of number {@code i} as SQL; numbers up to 900 give different keys */
    private record Kind(String type, String value) {}

    private static void change(TestSchema schema, Kind... kinds) throws SQLException, InterruptedException {
        SplittableRandom random = new SplittableRandom(Seed.SEED);
        for (Kind kind : kinds) {
            for (String table : new String[] {"goods", "goods_twin"}) {
                schema.execute(
                        "DROP TABLE IF EXISTS " + table + ", " + table + "_osc_old",
                        "CREATE TABLE " + table + " (k " + kind.type() + " PRIMARY KEY, v int, w numeric)",
                        "INSERT INTO " + table + " SELECT " + kind.value() + ", i, i FROM generate_series(1, " + ROWS
                                + ") i");
            }
            String alter = "ALTER COLUMN w TYPE numeric(12,3)";

            Osc osc = new Osc(schema, "goods", alter)
                    .with(Settings.TINY)
                    .at(Phase.COPY, () -> write(schema, kind, random))
                    .at(Phase.CATCH_UP, () -> write(schema, kind, random));
            osc.run();

            schema.execute("ALTER TABLE goods_twin " + alter);
            PostgresTables.requireEqual(schema, "goods", "goods_twin");
            assertThat(osc.rowsCopied()).as(kind.type()).isPositive();
        }
    }

    private static void write(TestSchema schema, Kind kind, SplittableRandom random) throws SQLException {
        try (Connection connection = schema.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int n = 0; n < 60; n++) {
                int i = random.nextInt(1, ROWS + 1);
                int fresh = random.nextInt(ROWS + 1, 3 * ROWS);
                String one = key(kind, i);
                String sql = switch (random.nextInt(4)) {
                    case 0 -> "UPDATE # SET v = v + 1 WHERE k = " + one;
                    case 1 -> "DELETE FROM # WHERE k = " + one;
                    case 2 -> "INSERT INTO # VALUES (" + key(kind, fresh) + ", 0, 0) ON CONFLICT DO NOTHING";
                    default ->
                        "UPDATE # SET k = " + key(kind, fresh) + " WHERE k = " + one
                                + " AND NOT EXISTS (SELECT FROM # WHERE k = " + key(kind, fresh) + ")";
                };
                for (String table : new String[] {"goods", "goods_twin"}) {
                    statement.execute(sql.replace("#", table));
                }
                connection.commit();
            }
        }
    }

    private static String key(Kind kind, int i) {
        return "(SELECT " + kind.value() + " FROM (SELECT " + i + " AS i) AS n)";
    }

    @OnEachServer
    void numbers(TestSchema schema) throws SQLException, InterruptedException {
        change(
                schema,
                new Kind("bigint", "(i - 450) * 20496382304121724::bigint"),
                new Kind("smallint", "(i * 70 - 32768)::smallint"),
                new Kind("numeric", "(CASE WHEN i % 3 = 0 THEN i::numeric(10,2) ELSE -i END)"),
                new Kind("double precision", "i / 3.0::float8 - 50"),
                new Kind("oid", "i::oid"));
    }

    @OnEachServer
    void texts(TestSchema schema) throws SQLException, InterruptedException {
        String text = "chr(97 + i % 26) || chr(65 + i % 7) || repeat('ü', i % 4) || E'\\\\ \\'\" ' || i";
        change(
                schema,
                new Kind("text", text),
                new Kind("varchar(40) COLLATE \"POSIX\"", text),
                new Kind("char(40)", text),
                new Kind("bytea", "convert_to(" + text + ", 'UTF8')"));
    }

    @OnEachServer
    void others(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute("CREATE DOMAIN code AS text CHECK (value <> '')");
        change(
                schema,
                new Kind("uuid", "md5(i::text)::uuid"),
                new Kind("date", "date '2000-02-29' + i * 37 - 900"),
                new Kind("timestamptz", "timestamptz '2024-03-31 00:30:00+00' + i * interval '7 minutes 3.000001 s'"),
                new Kind("interval", "i * interval '1 day 1.5 s'"),
                new Kind("inet", "inet '10.0.0.0' + i * 3"),
                new Kind("int4range", "int4range(i, i + i % 9 + 1)"),
                new Kind("code", "'x' || i"));
    }

    @OnEachServer
    void spellingsThatTheServerCallsTheSame(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(
                "CREATE COLLATION folding (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
                "CREATE TABLE goods (k text COLLATE folding, n numeric, v int, PRIMARY KEY (k, n))",
                "INSERT INTO goods SELECT 'k' || i, i % 9, 0 FROM generate_series(1, 3000) AS i",
                "ANALYZE");

        new Osc(schema, "goods", "ALTER COLUMN v TYPE bigint")
                .at(Phase.CATCH_UP, () -> schema.execute("UPDATE goods SET k = 'K7', n = 7.0, v = 1 WHERE k = 'k7'"))
                .run();

        assertThat(schema.rows("SELECT k, n, v FROM goods WHERE k = 'k7'")).containsExactly("K7|7.0|1");
        assertThat(schema.rows("SELECT count(*) FROM goods")).containsExactly("3000");
    }

    @OnEachServer
    void aKeyOfEnumeratedValues(TestSchema schema) throws SQLException, InterruptedException {
        StringBuilder values = new StringBuilder("'v1'");
        for (int i = 2; i < 3 * ROWS; i++) {
            values.append(", 'v")
                    .append((i * 7919) % 10_007)
                    .append("-")
                    .append(i)
                    .append("'");
        }
        schema.execute("CREATE TYPE listed AS ENUM (" + values + ")");
        change(schema, new Kind("listed", "(enum_range(NULL::listed))[i]"));
    }
}
