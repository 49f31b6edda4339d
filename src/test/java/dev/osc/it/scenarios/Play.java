// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.osc.cli.options.RunOptions;
import dev.osc.config.RunSettings;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.it.run.MySqlTables;
import dev.osc.it.run.Osc;
import dev.osc.it.run.Settings;
import dev.osc.it.servers.TestSchema;
import dev.osc.run.Report;
import dev.osc.run.Watcher.Phase;
import dev.osc.schema.mysql.MySqlDialect;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * A scenario on a server. The writers end before the swap, so the retired table is the twin: the server's own ALTER makes of it what
 * osc's table must be.
 */
final class Play {

    private static final String FOREIGN_KEYS = """
            SELECT k.TABLE_NAME, k.CONSTRAINT_NAME, k.COLUMN_NAME, k.REFERENCED_TABLE_NAME, k.REFERENCED_COLUMN_NAME,
                   c.UPDATE_RULE, c.DELETE_RULE
              FROM information_schema.KEY_COLUMN_USAGE k
              JOIN information_schema.REFERENTIAL_CONSTRAINTS c
                ON c.CONSTRAINT_SCHEMA = k.CONSTRAINT_SCHEMA AND c.CONSTRAINT_NAME = k.CONSTRAINT_NAME
               AND c.TABLE_NAME = k.TABLE_NAME
             WHERE k.TABLE_SCHEMA = DATABASE() AND k.REFERENCED_TABLE_NAME IS NOT NULL ORDER BY 1, 2, 3""";

    /** Chunks of three rows at first. */
    private static final RunSettings SETTINGS =
            Settings.SMALL.chunks(3, Duration.ofMillis(10)).get();

    /** The same as options. */
    private static final List<String> AS_SETTINGS =
            List.of("--chunk-size=3", "--chunk-time=10", "--copy-workers=3", "--flush-workers=2", "--no-direct");

    private final Scenario scenario;
    private final TestSchema schema;
    private final String table;
    private List<String> atTheSwap = List.of();

    Play(Scenario scenario, TestSchema schema) {
        this.scenario = scenario;
        this.schema = schema;
        this.table = scenario.table();
    }

    /** Requires what is expected on that server; returns it. */
    Outcome require(Expected expected) throws SQLException, InterruptedException {
        schema.execute(scenario.create().toArray(String[]::new));
        Outcome outcome;
        try (Rounds rounds = new Rounds(scenario, schema)) {
            outcome = play(rounds);
        }
        assertThat(outcome.text()).as(outcome.message()).isEqualTo(expected.outcome());
        assertThat(expected.says())
                .allSatisfy(words -> assertThat(outcome.message()).contains(words));
        if (outcome.text().equals("error " + ExitCode.DATA_CONFLICT) && !expected.alone()) {
            assertThatThrownBy(() -> MySqlTables.alter(schema, table, scenario.alter()))
                    .as("the server's own ALTER fails too")
                    .isInstanceOf(SQLException.class);
        }
        return outcome;
    }

    private Outcome play(Rounds rounds) throws SQLException, InterruptedException {
        String definition = MySqlTables.definition(schema, table);
        List<String> rows = MySqlTables.contents(schema, table);
        List<String> foreignKeys = schema.rows(FOREIGN_KEYS);
        Report.Swapped report;
        try {
            report = new Osc(schema, table, scenario.alter())
                    .with(settings())
                    .at(Phase.COPY, rounds::beforeCopy)
                    .at(Phase.CATCH_UP, rounds::afterCopy)
                    .at(Phase.VERIFY, rounds::whileCompared)
                    .at(Phase.CUT_OVER, () -> {
                        rounds.await();
                        atTheSwap = MySqlTables.contents(schema, table);
                    })
                    .run();
        } catch (OscException ended) {
            if (ended.code() != ExitCode.TABLE_CHANGED) {
                assertThat(MySqlTables.definition(schema, table))
                        .as("the table is as it was")
                        .isEqualTo(definition);
            }
            if (!rounds.begun()) {
                assertThat(MySqlTables.contents(schema, table)).isEqualTo(rows);
                assertThat(schema.tables()).noneMatch(name -> name.contains("_osc_new"));
            }
            return Outcome.ended(rounds.begun(), ended.code(), String.valueOf(ended.getMessage()));
        }
        String retired = report.retired().table();
        assertThat(MySqlTables.contents(schema, retired)).as("retired rows").isEqualTo(atTheSwap);
        assertThat(report.left()).isEmpty();
        if (!scenario.writes(1).isEmpty()) {
            assertThat(report.keysFlushed()).as("keys flushed").isPositive();
        }
        assertThat(schema.rows(FOREIGN_KEYS)).as("foreign keys").isEqualTo(foreignKeys);
        dropForeignKeys(foreignKeys);
        requireAsAltered(retired);
        return Outcome.EQUAL;
    }

    private RunSettings settings() {
        return scenario.run().isEmpty() ? SETTINGS : parsed();
    }

    /** As {@code osc run} reads them; of an option that is given twice the later one counts. */
    private RunSettings parsed() {
        RunOptions options = new RunOptions();
        new CommandLine(options)
                .setOverwrittenOptionsAllowed(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .parseArgs(Stream.concat(AS_SETTINGS.stream(), scenario.run().stream())
                        .toArray(String[]::new));
        return options.settings();
    }

    /** The retired table has none: a name of one is there once. */
    private void dropForeignKeys(List<String> foreignKeys) throws SQLException {
        for (String key : foreignKeys) {
            String[] fields = key.split("\\|");
            schema.execute("ALTER TABLE " + fields[0] + " DROP FOREIGN KEY " + fields[1]);
        }
    }

    /** In a schema of its own the twin has the table's name, and those of constraints, which are a schema's, are free. */
    private void requireAsAltered(String retired) throws SQLException {
        Map<String, String> mapping = scenario.mapping();
        if (!mapping.isEmpty()) {
            assertThat(schema.rows(hex(mapping.keySet(), table)))
                    .containsExactlyInAnyOrderElementsOf(schema.rows(hex(mapping.values(), retired)));
            // what the server would make of the rows is no matter here, nor whether it would take them
            schema.execute("TRUNCATE TABLE " + retired);
        }
        try (TestSchema twins = schema.server().freshSchema()) {
            MySqlDialect dialect = new MySqlDialect();
            schema.execute("RENAME TABLE " + dialect.quote(retired) + " TO " + dialect.quote(twins.table(table)));
            MySqlTables.alter(twins, table, scenario.alter());
            if (mapping.isEmpty()) {
                MySqlTables.requireSame(schema, table, twins, table);
                requireCounter(MySqlTables.counter(schema, table), MySqlTables.counter(twins, table));
            } else {
                MySqlTables.requireSameDefinition(schema, table, twins, table);
            }
        }
    }

    /**
     * The server counts what is inserted, not what an UPDATE makes of it. Of a row whose key was high for a moment osc has made an
     * insert, maybe: then the next number is higher than the server's. It must never be lower.
     */
    private void requireCounter(String ours, String theirs) {
        boolean moves = scenario.writes(1).stream().anyMatch(sql -> sql.matches("(?is)\\s*UPDATE \\S+ SET id\\b.*"));
        if (moves && !theirs.isEmpty()) {
            assertThat(Long.parseLong(ours)).as("AUTO_INCREMENT").isGreaterThanOrEqualTo(Long.parseLong(theirs));
        } else {
            assertThat(ours).as("AUTO_INCREMENT").isEqualTo(theirs);
        }
    }

    private static String hex(Collection<String> expressions, String from) {
        String columns = expressions.stream()
                .map("IFNULL(HEX(CAST(%s AS BINARY)), 'NULL')"::formatted)
                .collect(Collectors.joining(", "));
        return "SELECT CONCAT_WS('|', " + columns + ") FROM " + from;
    }
}
