// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.engine.mysql.alter.AlterParser;
import dev.osc.engine.mysql.alter.GrammarMode;
import dev.osc.engine.mysql.plan.KeyChooser;
import dev.osc.engine.mysql.plan.MySqlPlan;
import dev.osc.engine.mysql.plan.RowImage;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.ServerFilter;
import dev.osc.it.servers.TestSchema;
import dev.osc.plan.Finding;
import dev.osc.plan.KeyChoice;
import dev.osc.plan.MappedColumns;
import dev.osc.plan.ParsedAlter;
import dev.osc.schema.ColumnMapping.Pair;
import dev.osc.schema.Dialect;
import dev.osc.schema.Table;
import dev.osc.schema.TableName;
import dev.osc.schema.mysql.MySqlDialect;
import dev.osc.schema.mysql.MySqlTableReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * For each ALTER of {@code accepted.txt} (on 8.0 also {@code accepted-8.txt}): an altered shadow, filled through the
 * mapping that planning worked out, holds what the
 * server's own ALTER makes of a twin.
 */
class AlterOnServerTest {

    private static final Dialect DIALECT = new MySqlDialect();
    private static final ServerFilter WITH_FEWER_WORDS = ServerFilter.of("mariadb mysql<8.0.13");
    private static final String CREATE = """
            CREATE TABLE orders (
              id BIGINT AUTO_INCREMENT PRIMARY KEY, a INT NOT NULL, b VARCHAR(20) NOT NULL, c TEXT,
              `order` INT NOT NULL, `we``ird` INT NOT NULL, `drop` INT,
              Total DECIMAL(10,2) NOT NULL, changed DATETIME,
              g INT AS (a + 1) STORED, v INT AS (a * 2) VIRTUAL, UNIQUE u_b (b), KEY k_a (a)
            ) DEFAULT CHARSET latin1""";
    private static final String ROWS = """
            INSERT INTO orders (id, a, b, c, `order`, `we``ird`, `drop`, Total, changed) VALUES
              (1, 11, 'one', 'tail ', 101, 21, NULL, 1.50, '2020-01-01 00:00:00'),
              (2, -12, 'é', NULL, 102, 22, 5, -2.25, NULL),
              (7, 13, '', '', 103, 23, 6, 0, '2021-12-31 23:59:59')""";

    @OnEachServer
    void theMappingDoesWhatTheServersOwnAlterDoes(TestSchema schema) throws SQLException, IOException {
        for (String alter : accepted(schema)) {
            schema.execute("DROP TABLE IF EXISTS orders, orders_osc_new, twin", CREATE, ROWS);
            Table source = read(schema, new TableName(schema.name(), "orders"));
            ParsedAlter parsed = (ParsedAlter) parser(schema).parse(alter, source);
            if (inWordsItLacks(schema, parsed)) {
                continue;
            }
            schema.execute(
                    "CREATE TABLE twin LIKE orders",
                    ROWS.replace("INTO orders", "INTO twin"),
                    "ALTER TABLE twin " + parsed.sql(),
                    "CREATE TABLE orders_osc_new LIKE orders",
                    "ALTER TABLE orders_osc_new " + parsed.sql());
            Table shadow = read(schema, source.name().shadow());
            MappedColumns mapped = new MappedColumns(source, shadow, parsed, MySqlPlan::impliesDefault);
            schema.execute(fill(mapped));

            assertThat(schema.rows("SELECT * FROM orders_osc_new"))
                    .as(alter)
                    .hasSize(3)
                    .containsExactlyInAnyOrderElementsOf(schema.rows("SELECT * FROM twin"));
            assertThat(new KeyChooser(source, shadow, parsed, RowImage.FULL).choose())
                    .as(alter)
                    .isInstanceOf(KeyChoice.Chosen.class);
        }
    }

    private static boolean inWordsItLacks(TestSchema schema, ParsedAlter parsed) throws SQLException {
        if (!WITH_FEWER_WORDS.takes(schema.server().name().split(" ", 2)[0])) {
            return false;
        }
        schema.execute("DROP TABLE IF EXISTS tried", "CREATE TABLE tried LIKE orders");
        try {
            schema.execute("ALTER TABLE tried " + parsed.sql());
            return false;
        } catch (SQLException refused) {
            return refused.getErrorCode() == 1064;
        }
    }

    /** Planning blocks exactly what a strict INSERT would refuse for want of a value. */
    @OnEachServer
    void aNewColumnWithoutAValueIsSeenBeforeTheServerRefusesIt(TestSchema schema) throws SQLException {
        List<String> types = List.of(
                "INT",
                "VARCHAR(5)",
                "TEXT",
                "JSON",
                "SET('a','b')",
                "ENUM('a','b')",
                "DATE",
                "DATETIME",
                "DECIMAL(5,2)",
                "POINT",
                "BIT(3)",
                "YEAR",
                "BLOB",
                "TIME",
                "TIMESTAMP DEFAULT '2020-01-01 00:00:01'",
                "INT DEFAULT 3");
        for (String type : types) {
            schema.execute("DROP TABLE IF EXISTS orders, orders_osc_new", CREATE, ROWS);
            Table source = read(schema, new TableName(schema.name(), "orders"));
            ParsedAlter parsed = (ParsedAlter) parser(schema).parse("ADD x " + type + " NOT NULL", source);
            schema.execute("CREATE TABLE orders_osc_new LIKE orders", "ALTER TABLE orders_osc_new " + parsed.sql());
            Table shadow = read(schema, source.name().shadow());
            MappedColumns mapped = new MappedColumns(source, shadow, parsed, MySqlPlan::impliesDefault);

            boolean blocked = mapped.findings().stream().anyMatch(f -> f.severity() == Finding.Severity.BLOCKS);

            assertThat(blocked).as(type).isEqualTo(refused(schema, mapped));
        }
    }

    /** Why a key column keeps its collation: with another, replay of one row would lose another without an error. */
    @OnEachServer
    void aKeyThatComparesOtherwiseIsRefusedAsRowsWouldBeLost(TestSchema schema) throws SQLException {
        schema.execute(
                "CREATE TABLE orders (k VARCHAR(9) PRIMARY KEY) DEFAULT CHARSET utf8mb4 COLLATE utf8mb4_bin",
                "CREATE TABLE orders_osc_new (k VARCHAR(9) PRIMARY KEY) DEFAULT CHARSET utf8mb4 COLLATE utf8mb4_general_ci",
                "INSERT INTO orders VALUES ('a'), ('b')",
                "INSERT INTO orders_osc_new SELECT * FROM orders");
        Table source = read(schema, new TableName(schema.name(), "orders"));
        Table shadow = read(schema, source.name().shadow());
        ParsedAlter parsed = (ParsedAlter) parser(schema).parse("CONVERT TO CHARACTER SET utf8mb4", source);

        schema.execute(
                "INSERT INTO orders VALUES ('A')",
                "DELETE FROM orders_osc_new WHERE k IN (_utf8mb4 x'41')",
                "INSERT INTO orders_osc_new SELECT * FROM orders WHERE k IN (_utf8mb4 x'41')");

        assertThat(schema.rows("SELECT * FROM orders_osc_new ORDER BY k")).containsExactly("A", "b");
        schema.execute("DELETE FROM orders_osc_new WHERE k > _utf8mb4 x'41' AND k <= _utf8mb4 x'61'");
        assertThat(schema.rows("SELECT * FROM orders_osc_new ORDER BY k"))
                .as("the range of 'a' is empty where 'A' equals it")
                .containsExactly("A", "b");
        assertThat(new KeyChooser(source, shadow, parsed, RowImage.FULL).choose())
                .isInstanceOf(KeyChoice.NoneUsable.class);
    }

    private static boolean refused(TestSchema schema, MappedColumns mapped) {
        try {
            schema.execute("SET sql_mode = 'STRICT_ALL_TABLES'", fill(mapped));
            return false;
        } catch (SQLException refusal) {
            assertThat(refusal.getMessage()).contains("default value");
            return true;
        }
    }

    private static String fill(MappedColumns mapped) {
        return "INSERT INTO orders_osc_new (" + columns(mapped, Pair::shadow) + ") SELECT "
                + columns(mapped, Pair::source) + " FROM orders";
    }

    private static String columns(MappedColumns mapped, Function<Pair, String> side) {
        return mapped.mapping().pairs().stream().map(side).map(DIALECT::quote).collect(Collectors.joining(", "));
    }

    private static Table read(TestSchema schema, TableName name) throws SQLException {
        try (var session = schema.connect()) {
            return new MySqlTableReader().read(session, name).orElseThrow();
        }
    }

    private static AlterParser parser(TestSchema schema) throws SQLException {
        String[] version = schema.rows("SELECT VERSION()").getFirst().split("[.-]", -1);
        int number = Integer.parseInt(version[0]) * 10_000
                + Integer.parseInt(version[1]) * 100
                + Integer.parseInt(version[2]);
        return new AlterParser(
                new GrammarMode(number, schema.rows("SELECT @@sql_mode").getFirst()));
    }

    private static List<String> accepted(TestSchema schema) throws SQLException, IOException {
        boolean old = schema.rows("SELECT VERSION()").getFirst().startsWith("5.");
        return Stream.concat(lines("accepted.txt"), old ? Stream.of() : lines("accepted-8.txt"))
                .toList();
    }

    private static Stream<String> lines(String resource) throws IOException {
        try (InputStream in = Objects.requireNonNull(AlterOnServerTest.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
        }
    }
}
