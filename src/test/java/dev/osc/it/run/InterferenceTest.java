// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import dev.osc.run.Watcher;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Someone else changes the table, or another osc works on it: the run ends, and the table is as its owner left it. */
@ServersOf({Product.MYSQL, Product.POSTGRESQL})
final class InterferenceTest {

    private static Osc rewriting(TestSchema schema) {
        return new Osc(schema, "t", Wording.of(schema).rewriting("v"));
    }

    private static void create(TestSchema schema) throws SQLException {
        String values = IntStream.rangeClosed(1, 500)
                .mapToObj(i -> "(" + i + ", " + i + ")")
                .collect(Collectors.joining(", "));
        schema.execute(
                "DROP TABLE IF EXISTS t, t_osc_new, moved",
                "CREATE TABLE t (id INT PRIMARY KEY, v INT NOT NULL, w INT NULL)",
                "INSERT INTO t (id, v) VALUES " + values);
        if (schema.tables().contains("_osc_migrations")) {
            schema.execute("DELETE FROM _osc_migrations", "DELETE FROM _osc_epochs");
        }
    }

    /** What the owner does, and a query with the answer that shows that it stayed so. */
    private static final Map<String, String> DEFINITIONS = Map.of(
            "ALTER TABLE t ADD COLUMN x INT", "SELECT COUNT(*), MAX(x) FROM t",
            "ALTER TABLE t DROP COLUMN w", "SELECT COUNT(*), NULL FROM t",
            "TRUNCATE TABLE t", "SELECT COUNT(*) + 500, NULL FROM t",
            "DROP TABLE t",
                    "SELECT 500, NULL FROM (SELECT 1 AS n) one WHERE NOT EXISTS (SELECT 1 FROM information_schema.tables"
                            + " WHERE table_schema IN ('#', 'public') AND table_name = 't')",
            "ALTER TABLE t RENAME TO moved", "SELECT COUNT(*), NULL FROM moved");

    @OnEachServer
    void itsDefinitionChangesDuringTheCopy(TestSchema schema) throws SQLException, InterruptedException {
        definitionChanges(schema, Watcher.Phase.COPY);
    }

    @OnEachServer(newestOf = Product.POSTGRESQL)
    void itsDefinitionChangesBeforeTheCutOver(TestSchema schema) throws SQLException, InterruptedException {
        definitionChanges(schema, Watcher.Phase.CATCH_UP);
    }

    private static void definitionChanges(TestSchema schema, Watcher.Phase phase)
            throws SQLException, InterruptedException {
        for (Map.Entry<String, String> each : DEFINITIONS.entrySet()) {
            create(schema);

            OscException failure = rewriting(schema)
                    .at(phase, () -> schema.execute(each.getKey()))
                    .fails();

            assertThat(failure.code()).as("%s: %s", each.getKey(), failure).isEqualTo(ExitCode.TABLE_CHANGED);
            assertThat(failure.nextStep()).as(each.getKey()).contains("t_osc_new", "osc cleanup");
            assertThat(schema.rows(each.getValue().replace("#", schema.name())))
                    .as(each.getKey())
                    .containsExactly("500|null");
        }
    }

    @ServersOf(Product.MYSQL)
    @OnEachServer
    void aWriterLogsStatements(TestSchema schema) throws SQLException, InterruptedException {
        create(schema);

        OscException failure = rewriting(schema)
                .at(
                        Watcher.Phase.COPY,
                        () -> schema.execute("SET binlog_format = STATEMENT", "UPDATE t SET v = 0 WHERE id = 7"))
                .fails();

        assertThat(failure.code()).as("%s", failure).isEqualTo(ExitCode.STREAM_LOST);
        assertThat(failure.nextStep()).contains("t_osc_new");
        assertThat(schema.rows("SELECT v FROM t WHERE id = 7")).containsExactly("0");
    }

    @OnEachServer(newestOf = Product.POSTGRESQL)
    void twoRunsOnOneTable(TestSchema schema) throws SQLException, InterruptedException {
        create(schema);
        OscException[] second = new OscException[1];
        Osc first = rewriting(schema).at(Watcher.Phase.COPY, () -> second[0] = failure(schema));

        first.run();

        assertThat(second[0].code()).isEqualTo(ExitCode.ALREADY_RUNNING);
        assertThat(schema.rows("SELECT COUNT(*), SUM(note) FROM t")).containsExactly("500|500");
        Osc.requireNothingLeft(schema, "t");
    }

    private static OscException failure(TestSchema schema) {
        try {
            return new Osc(schema, "t", "DROP COLUMN w").fails();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @OnEachServer(newestOf = Product.POSTGRESQL)
    void whatAnEarlierRunLeft(TestSchema schema) throws SQLException, InterruptedException {
        for (String left : List.of("t_osc_new", "t_osc_old")) {
            create(schema);
            schema.execute("DROP TABLE IF EXISTS t_osc_old", "CREATE TABLE " + left + " (id INT)");

            OscException failure = rewriting(schema).fails();

            assertThat(failure.code()).as("%s", failure).isEqualTo(ExitCode.LEFTOVERS);
            assertThat(failure).hasMessageContaining(left);
            assertThat(schema.rows("SELECT COUNT(*) FROM t")).containsExactly("500");
        }
    }
}
