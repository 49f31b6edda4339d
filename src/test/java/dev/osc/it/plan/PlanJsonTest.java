// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.failure.ExitCode;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** The plan for programs is the same on PostgreSQL, and every name in it is one that the page knows. */
@ServersOf(Product.POSTGRESQL)
final class PlanJsonTest {

    @OnEachServer
    void everyFindingHasAName(TestSchema schema) throws SQLException, IOException {
        try (schema) {
            schema.execute("CREATE TABLE orders (id serial PRIMARY KEY, code int UNIQUE, note text)");

            Planned planned =
                    Planned.of(schema.url(), "orders", "ALTER TABLE orders ALTER id TYPE bigint, ADD CHECK (code > 0)");

            planned.ran().endsWith(ExitCode.DONE);
            assertThat(planned.json().get("way").asText()).isEqualTo("shadow");
            assertThat(planned.findings())
                    .isNotEmpty()
                    .allSatisfy(one -> assertThat(
                                    Files.readString(Path.of(System.getProperty("osc.home"), "docs", "preflight.md")))
                            .contains("| `" + one.get("check").asText() + "` |"));
        }
    }

    @OnEachServer(options = "wal_level=replica")
    void whatTheServerLacks(TestSchema schema) throws SQLException, IOException {
        try (schema) {
            schema.execute("CREATE TABLE orders (id int PRIMARY KEY)");

            Planned planned = Planned.of(schema.url(), "orders", "ALTER TABLE orders ALTER id TYPE bigint");

            planned.ran().endsWith(ExitCode.SERVER_SETTING).tells("wal_level is replica");
            assertThat(planned.checks()).contains("blocks server");
            assertThat(planned.json().get("steps")).isEmpty();
        }
    }
}
