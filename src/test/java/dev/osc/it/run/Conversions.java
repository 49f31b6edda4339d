// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.config.RunSettings;
import dev.osc.config.Verify;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.it.servers.TestSchema;
import dev.osc.run.Report;
import dev.osc.run.Watcher.Phase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table of many columns and a change of them all at once. A comparison must find every row alike, and when the shadow is harmed,
 * in three ways for each column, just these rows, each with its one column: another value, NULL for a value, a value for NULL.
 */
final class Conversions {

    /**
     * One column.
     *
     * @param from its type before
     * @param to as the change says it; empty: it stays as it is
     * @param harm a value after the change that is none of the samples' then
     * @param samples values before the change, as SQL
     */
    record Converted(String name, String from, String to, String harm, List<String> samples) {

        boolean nullable() {
            return !from.contains("NOT NULL");
        }

        String sample(int number) {
            return samples.get(Math.floorMod(number, samples.size()));
        }
    }

    private static final String TABLE = "things";
    private static final int WAYS = 4;

    private final TestSchema schema;
    private final Path report;
    private final List<Converted> columns = new ArrayList<>();
    private final List<String> computed = new ArrayList<>();
    private List<String> session = List.of();

    Conversions(TestSchema schema, Path folder) {
        this.schema = schema;
        this.report = folder.resolve("found.json");
    }

    Conversions column(String from, String to, String harm, String... samples) {
        return named("c" + columns.size(), from, to, harm, samples);
    }

    Conversions named(String name, String from, String to, String harm, String... samples) {
        columns.add(new Converted(name, from, to, harm, List.of(samples)));
        return this;
    }

    /** A line of CREATE TABLE for what is not compared. */
    Conversions with(String definition) {
        computed.add(definition);
        return this;
    }

    private int rows() {
        return WAYS * columns.size();
    }

    /** In the rows of the column's own: two values, then NULL. */
    private String value(int row, int column) {
        Converted it = columns.get(column);
        boolean own = row / WAYS == column;
        boolean none = own ? row % WAYS == 2 : (row + column) % 7 == 0;
        return none && it.nullable() ? "NULL" : it.sample(row + column);
    }

    /** @param settings statements for sessions that are to write what others may not */
    Conversions fill(String... settings) throws SQLException {
        session = List.of(settings);
        String definitions =
                columns.stream().map(c -> quote(c.name()) + " " + c.from()).collect(Collectors.joining(",\n"));
        List<String> statements = new ArrayList<>(session);
        statements.add("CREATE TABLE " + TABLE + " (id int PRIMARY KEY,\n" + definitions
                + computed.stream().map(line -> ",\n" + line).collect(Collectors.joining()) + ")");
        String names = columns.stream().map(c -> quote(c.name())).collect(Collectors.joining(", "));
        for (int row = 0; row < rows(); row++) {
            int at = row;
            statements.add("INSERT INTO " + TABLE + " (id, " + names + ") VALUES (" + row + ", "
                    + IntStream.range(0, columns.size())
                            .mapToObj(column -> value(at, column))
                            .collect(Collectors.joining(", "))
                    + ")");
        }
        schema.execute(statements.toArray(String[]::new));
        return this;
    }

    private String quote(String name) {
        return Wording.of(schema).dialect().quote(name);
    }

    /** @param clause a format of one clause: the column's name, then what it becomes */
    String alter(String clause, String more) {
        return columns.stream()
                .filter(c -> !c.to().isEmpty())
                .map(c -> clause.formatted(quote(c.name()), c.to()))
                .collect(Collectors.joining(", ", "", more));
    }

    private void harm(List<String> said) throws SQLException {
        List<String> statements = new ArrayList<>(session);
        for (int column = 0; column < columns.size(); column++) {
            Converted it = columns.get(column);
            for (int way = 0; way < (it.nullable() ? 3 : 1); way++) {
                int id = WAYS * column + way;
                String value = way == 1 ? "NULL" : it.harm();
                statements.add(
                        "UPDATE " + TABLE + "_osc_new SET " + quote(it.name()) + " = " + value + " WHERE id = " + id);
                said.add("id = " + id + " different [" + it.name() + "]");
            }
        }
        schema.execute(statements.toArray(String[]::new));
    }

    /** Runs the change; returns what the comparison said it had left out. */
    List<String> requireEachFound(String alter) throws SQLException, InterruptedException, IOException {
        List<String> said = new ArrayList<>();

        OscException mismatch = new Osc(schema, TABLE, alter)
                .with(settings(Verify.OnMismatch.STOP))
                .at(Phase.VERIFY, () -> harm(said))
                .fails();

        assertThat(mismatch.code()).as(mismatch.getMessage()).isEqualTo(ExitCode.MISMATCH);
        assertThat(Found.in(report, "differing")).containsExactlyInAnyOrderElementsOf(said);
        Report.Swapped repaired = new Osc(schema, TABLE, alter)
                .with(settings(Verify.OnMismatch.REPAIR))
                .run();
        assertThat(Found.in(report, "repaired")).containsExactlyInAnyOrderElementsOf(said);
        assertThat(Found.in(report, "differing")).isEmpty();
        requireAsTheServerAlters(alter);
        return Objects.requireNonNull(repaired.verified()).leftOut();
    }

    private void requireAsTheServerAlters(String alter) throws SQLException {
        List<String> statements = new ArrayList<>(session);
        statements.add("ALTER TABLE " + TABLE + "_osc_old " + alter);
        schema.execute(statements.toArray(String[]::new));
        switch (schema.product()) {
            case MYSQL -> Twins.requireEqual(schema, TABLE, TABLE + "_osc_old");
            // its constraints have other names
            case POSTGRESQL ->
                assertThat(schema.rows("SELECT t::text FROM things t ORDER BY id"))
                        .isEqualTo(schema.rows("SELECT t::text FROM things_osc_old t ORDER BY id"));
        }
    }

    /** Runs the change, which the comparison must find nothing wrong with; returns what it had left out. */
    List<String> requireEqual(String alter, Osc.Interference before) throws InterruptedException {
        Report.Swapped report = new Osc(schema, TABLE, alter)
                .with(settings(Verify.OnMismatch.STOP))
                .at(Phase.VERIFY, before)
                .run();
        assertThat(Objects.requireNonNull(report.verified()).rows()).isEqualTo(rows());
        return report.verified().leftOut();
    }

    private RunSettings settings(Verify.OnMismatch onMismatch) {
        return Settings.SMALL
                .verify(new Verify(true, onMismatch, Duration.ofHours(1), report), null)
                .get();
    }
}
