// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import dev.osc.run.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;

/** Values of every type, as they are, changed to another one and by USING, are compared as the change leaves them. */
@ServersOf(Product.POSTGRESQL)
final class PostgresConversionsTest {

    private static final String TYPE = "ALTER COLUMN %s TYPE %s";

    /** A text of 100 kB that does not compress. */
    private static final String LONG = "(SELECT string_agg(md5(i::text), '') FROM generate_series(%d, %<d + 3200) i)";

    @TempDir
    Path folder;

    @OnEachServer
    void changesOfType(TestSchema schema) throws SQLException, InterruptedException, IOException {
        schema.execute(
                "CREATE DOMAIN small AS int CHECK (VALUE < 1000)",
                "CREATE TYPE mood AS ENUM ('low', 'high', 'odd')",
                "CREATE FUNCTION \"Twice (\"(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 * 2'");
        Conversions table = new Conversions(schema, folder)
                .column("int", "bigint", "99", "-1", "0", "2147483647")
                .column("int", "varchar(20)", "'7x'", "-1", "0")
                .column("varchar(20)", "int USING c2::int", "99", "'1'", "' 7'", "'-3'")
                .column("numeric", "numeric(12,2)", "9.99", "1.005", "-2.555", "0")
                .column("numeric(10,2)", "int", "77", "1.50", "2.50", "-1.49")
                .column("numeric(10,2)", "numeric", "1.5000", "1.50", "0")
                .column("real", "double precision", "2.5", "1.1", "'-0'", "'NaN'")
                .column("double precision", "real", "2.5", "1.1", "1e10", "'NaN'")
                .column("double precision", "numeric", "2.5", "1.1", "1e10")
                .column("varchar(20)", "char(9)", "'x'", "'a  '", "'a'", "''")
                .column("char(9)", "varchar(20)", "'a '", "'a'", "''")
                .column("text", "varchar(4)", "'e'", "'abcd     '", "'a '", "'\u00e9'")
                .column("char(9)", "text", "'a '", "'a'", "''")
                .column("timestamp", "timestamptz", "'2001-01-01'", "'2024-03-31 02:30:00'", "'infinity'")
                .column("timestamptz", "timestamp(0)", "'2001-01-01'", "'2024-03-31 02:30:00.5'", "'-infinity'")
                .column("timestamp", "date", "'2001-01-01'", "'2024-03-31 23:59:59.999999'")
                .column("date", "timestamp", "'2001-01-01'", "'2024-03-31'")
                .column("time", "time(1)", "'01:01'", "'12:13:14.55'", "'24:00'")
                .column("interval", "interval day to minute", "'1 hour'", "'1 day 2:03:04'", "'1 mon'")
                .column("interval", "interval(1)", "'1 hour'", "'1 day 2:03:04.56'", "'30 days'")
                .column("bit(4)", "bit varying", "B'10'", "B'1010'", "B'0000'")
                .column("bit varying", "bit(4) USING c21::bit(4)", "B'1111'", "B'10'", "B'11000'", "B''")
                .column("int", "small", "7", "8", "0")
                .column("small", "int", "7", "8", "0")
                .column("mood", "text", "'x'", "'low'", "'odd'")
                .column("text", "mood USING c25::mood", "'high'", "'low'", "'odd'")
                .column("int[]", "bigint[]", "'{2}'", "'{1,NULL}'", "'{}'", "'[0:1]={1,2}'")
                .column("text", "text[] USING string_to_array(c27, ',')", "'{x}'", "'a,b'", "''")
                .column("text", "jsonb USING c28::jsonb", "'{\"a\": 2}'", "'{\"a\":1}'", "'[ 1.0 ]'")
                .column("jsonb", "json", "'{\"a\":1}'", "'{\"a\": 1}'", "'null'")
                .column("json", "jsonb", "'{\"a\": 2}'", "'{\"b\":1,\"a\":1}'", "'1.00'")
                .column("inet", "cidr", "'10.0.0.0/8'", "'10.1.0.0/16'")
                .column("cidr", "inet", "'10.1.0.0'", "'10.1.0.0/16'", "'::/0'")
                .column("money", "numeric", "7", "1.25", "-3")
                .column("text", "tsvector USING to_tsvector('simple', c34)", "'x'", "'a b a'", "''")
                .column("int", "int USING c35 + 1", "99", "1", "0")
                .column("int", "int USING \"Twice (\"(c36)", "99", "1", "0")
                .column("boolean", "int USING c37::int", "7", "true", "false")
                .fill();

        String alter = table.alter(TYPE, "");
        assertThat(table.requireEachFound(alter)).isEmpty();
    }

    @OnEachServer
    void everyTypeAsItIs(TestSchema schema) throws SQLException, InterruptedException, IOException {
        schema.execute(
                "CREATE DOMAIN code AS varchar(9) CHECK (VALUE <> 'bad')",
                "CREATE TYPE mood AS ENUM ('low', 'high', 'odd')",
                "CREATE TYPE place AS (shelf int, board text, deep text[])",
                "CREATE TYPE spread AS RANGE (subtype = float8)");
        Conversions table = new Conversions(schema, folder)
                .named("k0", "int", "", "1", "0", "-7")
                .named("t0", "text", "", "'a '", "'a'", "''")
                .named("c0", "smallint", "bigint", "1", "0", "-7")
                .named("v", "varchar(9)", "", "'A'", "'a'", "''")
                .named("l", "bigint", "", "1", "0", "9223372036854775807")
                .named("r", "real", "", "1.1000001", "1.1", "'-0'")
                .named("select", "double precision", "", "1.1000000000000003", "1.1", "'Infinity'")
                .named("Order", "numeric", "", "1.0", "1.00", "1e-20")
                .named("% \"`'", "numeric(10,2)", "", "1.01", "1.00", "'NaN'")
                .column("char(5)", "", "'b'", "'a'", "''")
                .column("bytea", "", "'\\x00'", "'\\x'", "'\\x0000'")
                .column("boolean NOT NULL", "", "false", "true")
                .column("date", "", "'infinity'", "'2024-01-01'", "'0044-03-15 BC'")
                .column("timestamp", "", "'2024-01-01 00:00:00.000002'", "'2024-01-01 00:00:00.000001'")
                .column("timestamptz", "", "'2024-01-01 00:00:00+00'", "'2024-01-01 00:00:00+03'")
                .column("timetz", "", "'12:00:00+00'", "'12:00:00+01'", "'13:00:00+02'")
                .column("interval", "", "'30 days'", "'1 mon'", "'720:00'")
                .column("bit(3)", "", "B'111'", "B'101'")
                .column("bit varying", "", "B'10'", "B'1'", "B''")
                .column("uuid", "", "md5('x')::uuid", "md5('a')::uuid")
                .column("inet", "", "'10.1.0.1/16'", "'10.1.0.1/17'", "'::1'")
                .column("macaddr", "", "'08:00:2b:01:02:04'", "'08:00:2b:01:02:03'")
                .column("money", "", "2", "1.25", "-3")
                .column("json", "", "'{\"a\":1}'", "'{\"a\": 1}'", "'{\"a\":1,\"a\":2}'")
                .column("jsonb", "", "'{\"a\": 1.0}'", "'{\"a\": 1}'", "'[]'")
                .column("tsvector", "", "'a:2'", "'a:1'", "'b'")
                .column("tsquery", "", "'a|b'", "'a&b'")
                .column("int4range", "", "'[1,4)'", "'[1,3)'", "'empty'")
                .column("spread", "", "'[1,2)'", "'[1,2]'", "'empty'")
                .column("point", "", "'(1,2)'", "'(1,1)'", "'(0,-0)'")
                .column("text[]", "", "'{\"NULL\"}'", "'{NULL}'", "'{}'", "'{{a,b}}'")
                .column("mood", "", "'high'", "'low'", "'odd'")
                .column("code", "", "'x'", "'a'", "'a '")
                .column("place", "", "'(1,,)'", "'(,,)'", "'(1,\"\",{})'", "'(,\"a,b\",{c})'")
                .column(
                        "place",
                        "",
                        "ROW(1, " + LONG.formatted(2) + ", NULL)",
                        "ROW(1, " + LONG.formatted(1) + ", NULL)")
                .column("text", "", LONG.formatted(2), LONG.formatted(1), "repeat('a', 100000)")
                .column("xid8", "", "'8'", "'7'")
                .column("pg_lsn", "", "'1/1'", "'1/0'")
                .column("\"char\"", "", "'b'", "'a'", "''")
                .column("name", "", "'b'", "'a'", "''")
                .column("oid", "", "8", "7")
                .column("text COLLATE \"C\"", "", "'A'", "'a'")
                .with("doubled int GENERATED ALWAYS AS (k0 * 0) STORED")
                .fill();

        assertThat(table.requireEachFound(table.alter(TYPE, ""))).isEmpty();
    }

    /** What gives another value each time can't be compared, and is told; the rest of the row is compared. */
    @OnEachServer
    void whatIsNeverTheSameIsLeftOut(TestSchema schema) throws SQLException, InterruptedException, IOException {
        schema.execute(
                "CREATE FUNCTION dice(int) RETURNS int LANGUAGE sql VOLATILE AS 'SELECT $1 + (random() * 1000)::int'",
                "CREATE FUNCTION \"Dice (2)\"(int) RETURNS int LANGUAGE sql VOLATILE AS 'SELECT dice($1)'",
                "CREATE TABLE rates (rate int)",
                "INSERT INTO rates VALUES (3)",
                "CREATE FUNCTION rated(int) RETURNS int LANGUAGE sql STABLE AS 'SELECT $1 * rate FROM rates'");
        Conversions table = new Conversions(schema, folder)
                .column("int", "double precision USING c0 + random()", "", "1")
                .column("date", "timestamptz USING now ()", "", "'2001-01-01'")
                .column("int", "int USING dice(c2)", "", "1")
                .column("int", "int USING \"Dice (2)\"(c3)", "", "1")
                .column("int", "int USING rated(c4)", "", "1")
                .column("date", "interval USING age(c5)", "", "'2001-01-01'")
                .column("text", "bigint USING pg_current_xact_id()::text::bigint", "", "'1'")
                .column("text", "date USING 'today'::date", "", "'1'")
                .column("int", "bigint", "", "1")
                .fill();

        assertThat(table.requireEqual(table.alter(TYPE, ""), () -> schema.execute("UPDATE rates SET rate = 4")))
                .hasSize(8)
                .allMatch(each -> each.endsWith("gives another value each time"))
                .noneMatch(each -> each.startsWith("column c8"));
    }

    @OnEachServer
    void twoHundredColumns(TestSchema schema) throws SQLException, InterruptedException, IOException {
        Conversions table = new Conversions(schema, folder);
        for (int i = 0; i < 200; i++) {
            table.column("int", i % 2 == 0 ? "bigint" : "", "99", "1", "0");
        }
        table.fill();

        assertThat(table.requireEachFound(table.alter(TYPE, ""))).isEmpty();
    }

    /** Ranges of keys and the join over them go by the collation: of a key that gets another one, nothing could be trusted. */
    @OnEachServer(only = "postgresql-18")
    void keysOfAnotherCollation(TestSchema schema) throws SQLException, InterruptedException {
        String[] words = {"a", "B", "é", "Z", "z", "e", "f", "A b", "ab", "a-b"};
        schema.execute(
                "CREATE COLLATION folding (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
                "CREATE TABLE things (id text PRIMARY KEY, v int)",
                "INSERT INTO things SELECT w || n, n FROM unnest(ARRAY['" + String.join("','", words)
                        + "']) w, generate_series(1, 30) n",
                "CREATE TABLE folded (id text COLLATE folding PRIMARY KEY, v int)",
                "INSERT INTO folded SELECT w || n, n FROM unnest(ARRAY['a', 'B', 'c']) w, generate_series(1, 30) n");

        Report.Swapped same = new Osc(schema, "folded", "ALTER COLUMN v TYPE bigint").run();
        OscException refused = new Osc(schema, "things", "ALTER COLUMN id TYPE text COLLATE folding").fails();

        assertThat(Objects.requireNonNull(same.verified()).rows()).isEqualTo(90);
        assertThat(refused.code()).isEqualTo(ExitCode.NO_KEY);
        assertThat(refused.getMessage()).contains("collation");
    }
}
