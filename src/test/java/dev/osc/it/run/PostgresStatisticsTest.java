// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import java.sql.SQLException;

/** The new table's first queries are planned by figures, not by guesses until autovacuum comes by. */
@ServersOf(Product.POSTGRESQL)
final class PostgresStatisticsTest {

    @OnEachServer
    void statisticsObjectsAndTargetsCountFromTheFirstQueryOn(TestSchema schema)
            throws SQLException, InterruptedException {
        schema.execute(
                "CREATE TABLE goods (id int PRIMARY KEY, town int, area int, w numeric) WITH (autovacuum_enabled = off)",
                "INSERT INTO goods SELECT i, i % 500, i % 500 / 10, i FROM generate_series(1, 2000) i",
                "CREATE STATISTICS town_area (dependencies, ndistinct) ON town, area FROM goods",
                "ALTER TABLE goods ALTER COLUMN town SET STATISTICS 17");

        new Osc(schema, "goods", "ALTER COLUMN w TYPE numeric(12,3)").run();

        assertThat(schema.rows("SELECT n_distinct IS NOT NULL, dependencies IS NOT NULL FROM pg_stats_ext"
                        + " WHERE tablename = 'goods' AND statistics_name = 'town_area'"))
                .containsExactly("t|t");
        assertThat(schema.rows("SELECT cardinality(most_common_vals::text::int[]) FROM pg_stats"
                        + " WHERE tablename = 'goods' AND attname = 'town'"))
                .as("as many of the most common values as the column's target says")
                .containsExactly("17");
    }
}
