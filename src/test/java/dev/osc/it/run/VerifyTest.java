// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.config.RunSettings;
import dev.osc.config.Verify;
import dev.osc.demo.twins.TwinTables;
import dev.osc.demo.twins.TwinWriters;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import dev.osc.run.Report;
import dev.osc.run.Watcher.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;

/** The comparison before the swap finds every kind of damage wherever it is, and invents none while the table is written to. */
@ServersOf({Product.MYSQL, Product.POSTGRESQL})
final class VerifyTest {

    private static final int ROWS = 3000;

    @TempDir
    Path folder;

    /** Damage to the shadow's row of that id; ids of the table are even. */
    private record Damage(String kind, String sql, String column) {

        String at(int id) {
            return sql.formatted(id);
        }

        String said(int id) {
            return switch (kind) {
                case "missing" -> "id = " + id + " missing []";
                case "extra" -> "id = " + (id + 1) + " extra []";
                default -> "id = " + id + " different [" + column + "]";
            };
        }
    }

    private static List<Damage> damages(TestSchema schema) {
        String bits = schema.product() == Product.MYSQL ? "x'00FF01'" : "'\\x00ff01'";
        String shadow = "UPDATE goods_osc_new SET ";
        return List.of(
                new Damage("flipped bit", shadow + "bits = " + bits + " WHERE id = %d", "bits"),
                new Damage("NULL for ''", shadow + "remark = NULL WHERE id = %d", "remark"),
                new Damage("'' for NULL", shadow + "gone = '' WHERE id = %d", "gone"),
                new Damage("shifted", shadow + "a = 'a', b = 'bc' WHERE id = %d", "a, b"),
                new Damage("another case", shadow + "a = 'AB' WHERE id = %d", "a"),
                new Damage("a space", shadow + "a = 'ab ' WHERE id = %d", "a"),
                new Damage("stale", shadow + "amount = amount - 1 WHERE id = %d", "amount"),
                new Damage("a microsecond", shadow + "made = '2024-05-06 07:08:09.123457' WHERE id = %d", "made"),
                new Damage("missing", "DELETE FROM goods_osc_new WHERE id = %d", ""),
                new Damage("extra", "INSERT INTO goods_osc_new (id, a, b) VALUES (%d + 1, 'x', 'y')", ""));
    }

    private static void fill(TestSchema schema) throws SQLException {
        boolean mysql = schema.product() == Product.MYSQL;
        String bytes = mysql ? "varbinary(8)" : "bytea";
        String moment = mysql ? "datetime(6)" : "timestamp";
        String row = "(%%d, 'ab', 'c', '', NULL, %s, %%d.25, '2024-05-06 07:08:09.123456')"
                .formatted(mysql ? "x'00FF00'" : "'\\x00ff00'");
        String table = """
                CREATE TABLE %%s (
                  id bigint PRIMARY KEY, a varchar(20), b varchar(20), remark varchar(40), gone varchar(40),
                  bits %s, amount decimal(10,2), made %s)""".formatted(bytes, moment);
        schema.execute(
                table.formatted("goods"),
                table.formatted("goods_twin"),
                "INSERT INTO goods VALUES "
                        + IntStream.rangeClosed(1, ROWS)
                                .mapToObj(i -> row.formatted(2 * i, i))
                                .collect(Collectors.joining(", ")),
                "INSERT INTO goods_twin SELECT * FROM goods");
    }

    private static String alter(TestSchema schema) {
        return schema.product() == Product.MYSQL
                ? "MODIFY amount decimal(14,4)"
                : "ALTER COLUMN amount TYPE numeric(14,4)";
    }

    private RunSettings settings(Verify.OnMismatch onMismatch) {
        return Settings.SMALL
                .verify(new Verify(true, onMismatch, Duration.ofHours(1), folder.resolve("found.json")), null)
                .get();
    }

    /** Harms one row each in the first, a middle and the last range. */
    private static List<String> harm(TestSchema schema, List<String> said) {
        List<String> statements = new ArrayList<>();
        List<Damage> damages = damages(schema);
        for (int first : List.of(2, ROWS, 2 * (ROWS - damages.size() + 1))) {
            for (int i = 0; i < damages.size(); i++) {
                int id = first + 2 * i;
                statements.add(damages.get(i).at(id));
                said.add(damages.get(i).said(id));
            }
        }
        return statements;
    }

    @OnEachServer
    void everyDamageIsFoundAndNoneInvented(TestSchema schema) throws SQLException, InterruptedException, IOException {
        fill(schema);
        List<String> said = new ArrayList<>();
        List<String> harm = harm(schema, said);
        said.add("id = -1 extra []");

        OscException mismatch = new Osc(schema, "goods", alter(schema))
                .with(settings(Verify.OnMismatch.STOP))
                .at(Phase.VERIFY, () -> {
                    schema.execute(harm.toArray(String[]::new));
                    schema.execute("INSERT INTO goods_osc_new (id, a, b) VALUES (-1, 'x', 'y')");
                })
                .fails();

        assertThat(mismatch.code()).isEqualTo(ExitCode.MISMATCH);
        assertThat(found("differing")).containsExactlyInAnyOrderElementsOf(said);
        assertThat(mismatch.getMessage()).contains("differ in " + said.size() + " rows");
        assertThat(String.valueOf(mismatch.getMessage()).lines().filter(line -> line.startsWith("  id = ")))
                .hasSize(10)
                .allSatisfy(line -> assertThat(said)
                        .anyMatch(row -> row.startsWith(line.strip().split(":")[0] + " ")));
        assertThat(mismatch.nextStep()).contains("goods is untouched", "--on-mismatch repair");

        Report.Swapped repaired = new Osc(schema, "goods", alter(schema))
                .with(settings(Verify.OnMismatch.REPAIR))
                .run();

        assertThat(repaired.rowsCopied()).isZero();
        assertThat(found("repaired")).containsExactlyInAnyOrderElementsOf(said);
        assertThat(found("differing")).isEmpty();
        Twins.requireEqual(schema, "goods", "goods_twin", alter(schema));
    }

    private List<String> found(String which) throws IOException {
        return Found.in(folder.resolve("found.json"), which);
    }

    @OnEachServer
    void aHundredComparisonsUnderWritersFindNothing(TestSchema schema)
            throws SQLException, InterruptedException, IOException {
        Twins.fill(schema, ROWS);
        Path flag = Files.createFile(folder.resolve("wait"));
        AtomicInteger comparisons = new AtomicInteger();
        Report.Swapped report;
        try (TwinWriters writers = TwinWriters.start(
                Wording.of(schema).twins(), schema::connect, 8, ROWS, Duration.ofMillis(5), Seed.SEED)) {
            report = new Osc(schema, TwinTables.TABLE, Wording.of(schema).rewriting("customer"))
                    .with(Settings.SMALL
                            .verify(
                                    new Verify(
                                            true, Verify.OnMismatch.STOP, Duration.ZERO, folder.resolve("found.json")),
                                    flag)
                            .get())
                    .at(Phase.VERIFY, () -> {
                        if (comparisons.incrementAndGet() == 100) {
                            delete(flag);
                        }
                    })
                    .run();
            writers.stop();
            assertThat(writers.unexpected()).isEmpty();
        }

        assertThat(comparisons).hasValue(100);
        assertThat(Objects.requireNonNull(report.verified()).rows()).isGreaterThan(ROWS / 2);
        Osc.requireNothingLeft(schema, TwinTables.TABLE);
        Twins.requireEqual(
                schema, TwinTables.TABLE, TwinTables.TWIN, Wording.of(schema).rewriting("customer"));
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
