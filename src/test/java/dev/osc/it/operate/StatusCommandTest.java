// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.osc.failure.ExitCode;
import dev.osc.it.cli.Await;
import dev.osc.it.cli.Osc;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.io.TempDir;

/** {@code osc status} tells of each change whether somebody works on it, and what to do when not. */
@ServersOf({Product.MYSQL, Product.POSTGRESQL})
final class StatusCommandTest {

    @TempDir
    Path folder;

    private static String said(TestSchema schema) {
        return Osc.run("status", "--url", schema.url()).endsWith(ExitCode.DONE).said();
    }

    /** The one change of the schema. */
    private static JsonNode json(TestSchema schema) throws IOException {
        JsonNode all = new ObjectMapper()
                .readTree(Osc.run("status", "--url", schema.url(), "--json")
                        .endsWith(ExitCode.DONE)
                        .said());
        for (JsonNode one : all) {
            if (one.path("table").asText().equals(schema.table("orders").toString())) {
                return one;
            }
        }
        throw new AssertionError(all.toString());
    }

    private Operated postponed(TestSchema schema, String... options)
            throws SQLException, IOException, InterruptedException {
        Path flag = folder.resolve("flag");
        if (!Files.exists(flag)) {
            Files.createFile(flag);
        }
        String[] all = new String[options.length + 2];
        System.arraycopy(options, 0, all, 2, options.length);
        all[0] = "--postpone-cut-over-flag-file";
        all[1] = flag.toString();
        return Operated.start(schema, folder, all).in("postponed");
    }

    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void nothingThere(TestSchema schema) {
        assertThat(said(schema)).doesNotContain(schema.table("orders") + "  ");
        assertThat(Osc.run("status", "--url", schema.url(), "--json")
                        .endsWith(ExitCode.DONE)
                        .said())
                .startsWith("[");
    }

    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void oneThatRunsAndThenIsDead(TestSchema schema) throws SQLException, IOException, InterruptedException {
        try (schema) {
            Operated.fill(schema, 1_000);
            Instant began = Instant.now();
            long session;
            try (Operated run = postponed(schema)) {
                assertThat(said(schema))
                        .contains(schema.table("orders") + "  ", "1024 rows of ~", Operated.ALTER)
                        .containsPattern(
                                "runs \\(session \\d+\\), the swap waits: \\S+ is there; last written \\d+ s ago, begun \\d+ s ago");
                JsonNode now = json(schema);
                session = now.path("session").asLong();
                assertThat(now.path("running").asBoolean()).isTrue();
                assertThat(now.path("rowsCopied").asLong()).isEqualTo(1_024);
                assertThat(now.path("waitsFor").asText()).startsWith("the swap waits: ");
                assertThat(now.path("change").asText()).isEqualTo(Operated.ALTER);
                assertThat(Instant.parse(now.path("startedAt").asText())).isBetween(began, Instant.now());
                assertThat(now.path("reverseWindowUntil").isNull()).isTrue();
                run.kill();
            }
            awaitGone(schema, session);

            assertThat(said(schema))
                    .contains("nobody works on it: 'osc run' of the same change goes on, 'osc cleanup --table orders'");
            assertThat(json(schema).path("running").asBoolean()).isFalse();
            assertThat(json(schema).path("session").isNull()).isTrue();
        }
    }

    /** Somebody's own table of that name, in whatever schema, hides nobody's change. */
    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void whatCannotBeReadIsPassedOver(TestSchema schema) throws SQLException, IOException, InterruptedException {
        try (schema) {
            String other = schema.name() + "_other";
            schema.execute("CREATE SCHEMA " + other, "CREATE TABLE " + other + "._osc_migrations (a INT)");
            try {
                Operated.fill(schema, 100);
                try (Operated _ = postponed(schema)) {
                    Osc.Ran ran = Osc.run("status", "--url", schema.url()).endsWith(ExitCode.DONE);
                    assertThat(ran.said()).contains(schema.table("orders") + "  ");
                    assertThat(ran.complained()).contains("_osc_migrations of " + other + " can't be read");
                }
            } finally {
                schema.execute("DROP TABLE " + other + "._osc_migrations", "DROP SCHEMA " + other);
            }
        }
    }

    /** The server notices a dead client by itself, a moment later. */
    private static void awaitGone(TestSchema schema, long session) throws SQLException, IOException {
        Await.until(() -> json(schema).path("session").asLong() != session);
    }

    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void oneThatHasFailed(TestSchema schema) throws SQLException, IOException, InterruptedException {
        try (schema) {
            Operated.fill(schema, 1_000);
            schema.execute("UPDATE orders SET v = NULL WHERE id = 7");
            String alter = schema.product() == Product.MYSQL ? "MODIFY v INT NOT NULL" : "ALTER COLUMN v SET NOT NULL";
            Osc.run("run", "--url", schema.url(), "--no-direct", "--table", "orders", "--alter", alter)
                    .endsWith(ExitCode.DATA_CONFLICT);

            assertThat(said(schema)).contains("has failed: 'osc cleanup --table orders' drops what is left");
            assertThat(json(schema).path("phase").asText()).isEqualTo("failed");
            assertThat(json(schema).path("running").asBoolean()).isFalse();
        }
    }

    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void oneInItsReverseWindow(TestSchema schema) throws SQLException, IOException, InterruptedException {
        try (schema) {
            Operated.fill(schema, 1_000);
            try (Operated run =
                    Operated.start(schema, folder, "--reverse-window", "1h").in("reverse")) {
                JsonNode now = json(schema);
                assertThat(now.path("phase").asText()).isEqualTo("reverse");
                assertThat(now.path("running").asBoolean()).isTrue();
                assertThat(Instant.parse(now.path("reverseWindowUntil").asText()))
                        .isBetween(Instant.now(), Instant.now().plus(Duration.ofHours(1)));
                run.kill();
                awaitGone(schema, now.path("session").asLong());
            }

            assertThat(said(schema))
                    .contains(
                            "nobody keeps its way back: 'osc run' of the same change, 'osc rollback' or 'osc finish'");
        }
    }

    /** Every schema of the server is looked at. */
    @OnEachServer(only = "mysql-8.0.15")
    void noDatabaseIsNamed(TestSchema schema) throws SQLException, IOException, InterruptedException {
        try (schema) {
            Operated.fill(schema, 10);
            String server = schema.url().substring(0, schema.url().lastIndexOf('/'));
            try (Operated _ = postponed(schema)) {
                assertThat(Osc.run("status", "--url", server)
                                .endsWith(ExitCode.DONE)
                                .said())
                        .contains(schema.name() + ".orders  ");
            }
        }
    }
}
