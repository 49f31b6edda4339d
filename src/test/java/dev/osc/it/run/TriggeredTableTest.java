// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.config.Reverse;
import dev.osc.config.RunSettings;
import dev.osc.demo.twins.TwinTables;
import dev.osc.demo.twins.TwinWriters;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.TestSchema;
import dev.osc.run.Report;
import dev.osc.run.Watcher.Phase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Forwards, writes, backwards, writes: the triggers fire for the application's writes, each once, and for none of osc's. */
final class TriggeredTableTest {

    private static final int ROWS = 2000;

    private static final RunSettings WITH_WINDOW = Settings.SMALL
            .reverse(new Reverse(Duration.ofHours(1), List.of(), Duration.ofMinutes(5), Reverse.Retired.KEEP))
            .get();

    /** The twin has the same triggers, and nobody changes it. */
    private static void listenTo(TestSchema schema, String table) throws SQLException {
        schema.execute("CREATE TABLE heard_" + table + " (what CHAR(3) NOT NULL, id BIGINT NOT NULL, KEY (id))");
        for (String event : List.of("INSERT", "UPDATE", "DELETE")) {
            String row = event.equals("DELETE") ? "OLD" : "NEW";
            schema.execute("CREATE TRIGGER %s_%s AFTER %s ON %s FOR EACH ROW INSERT INTO heard_%s VALUES ('%s', %s.id)"
                    .formatted(table, event, event, table, table, event.substring(0, 3), row));
        }
        schema.execute("CREATE TRIGGER " + table + "_mark BEFORE INSERT ON " + table
                + " FOR EACH ROW SET NEW.remark = CONCAT('m', COALESCE(NEW.remark, ''))");
    }

    private static List<String> heard(TestSchema schema, String table) throws SQLException {
        return schema.rows("SELECT id, what, COUNT(*) FROM heard_" + table + " GROUP BY id, what ORDER BY id, what");
    }

    private static List<String> triggers(TestSchema schema) throws SQLException {
        return schema.rows(
                "SELECT TRIGGER_NAME, EVENT_OBJECT_TABLE, ACTION_TIMING, EVENT_MANIPULATION, ACTION_STATEMENT"
                        + " FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE() ORDER BY TRIGGER_NAME");
    }

    @OnEachServer(everywhere = true)
    void forthAndBackUnderWriters(TestSchema schema) throws SQLException, InterruptedException {
        Twins.fill(schema, ROWS);
        listenTo(schema, TwinTables.TABLE);
        listenTo(schema, TwinTables.TWIN);
        List<String> before = triggers(schema);
        String alter = Wording.of(schema).rewriting("customer");
        try (TwinWriters writers = TwinWriters.start(
                Wording.of(schema).twins(), schema::connect, 6, ROWS, Duration.ofMillis(5), Seed.SEED)) {
            Osc osc = new Osc(schema, TwinTables.TABLE, alter).with(WITH_WINDOW).start();
            osc.await(Phase.REVERSE);
            assertThat(triggers(schema)).isEqualTo(before);
            Twins.awaitMore(writers, 200);

            assertThat(osc.another().rollback()).isInstanceOf(Report.Undone.class);

            Twins.awaitMore(writers, 200);
            writers.stop();
            assertThat(writers.unexpected()).isEmpty();
            assertThat(osc.await()).isInstanceOf(Report.Undone.class);
        }
        assertThat(triggers(schema)).isEqualTo(before);
        assertThat(heard(schema, TwinTables.TABLE)).isNotEmpty().isEqualTo(heard(schema, TwinTables.TWIN));
        Twins.requireEqual(schema, TwinTables.TABLE, TwinTables.TWIN);
    }
}
