// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.config.RunSettings;
import dev.osc.engine.Engine;
import dev.osc.engine.Engines;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import dev.osc.replay.Collisions;
import dev.osc.run.Watcher;
import dev.osc.schema.KeyTuple;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.LongStream;

/** A collision of some rows is looked into by their keys, however large the table is. */
@ServersOf(Product.POSTGRESQL)
final class PostgresCollisionsTest {

    private static final int ROWS = 100_000;

    @OnEachServer(newestOf = Product.POSTGRESQL)
    void aFewRowsAreReadForAFewKeys(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(
                "CREATE TABLE t (id BIGINT PRIMARY KEY, code TEXT NOT NULL UNIQUE, v INT)",
                "INSERT INTO t SELECT i, 'code ' || i, i FROM generate_series(1, " + ROWS + ") i",
                "ANALYZE t");
        Osc osc = new Osc(schema, "t", Wording.of(schema).rewriting("v")).start();
        osc.controls().leave().postpone("the test");
        osc.await(Watcher.Phase.POSTPONED);
        List<KeyTuple> some = LongStream.rangeClosed(1, 2_000)
                .mapToObj(i -> KeyTuple.ofLong(i * 50))
                .toList();

        assertThat(read(osc, some)).isLessThan(20_000);

        osc.controls().leave().grant();
        osc.await();
    }

    /** How many rows of the table are read to look into it. */
    private static long read(Osc osc, List<KeyTuple> keys) throws SQLException {
        try (Engine engine = Engines.open(osc.address(), RunSettings.defaults());
                Connection session = engine.sessions().open();
                Statement statement = session.createStatement()) {
            Collisions.Found found =
                    engine.parts().apply(osc.migration()).collisions().ofKeys(session, keys);
            assertThat(found.conflict()).isEmpty();
            try (ResultSet row = statement.executeQuery(
                    "SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_xact_user_tables WHERE relname = 't'")) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
