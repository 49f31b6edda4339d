// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.osc.failure.ExitCode;
import dev.osc.it.cli.Osc;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is scraped and steered over HTTP while it is at work. */
@ServersOf({Product.MYSQL, Product.POSTGRESQL})
final class ServedRunTest {

    private static final String SECRET = "hush-Tr0ub4dor";

    @OnEachServer(only = {"mysql-8.0.15", "postgresql-18"})
    void isSeenAndSteered(TestSchema schema) throws SQLException, IOException, InterruptedException {
        boolean mySql = schema.product() == Product.MYSQL;
        String user = "quiet_" + schema.name();
        try (schema) {
            schema.execute(
                    mySql
                            ? "CREATE USER " + user + "@'%' IDENTIFIED BY '" + SECRET + "'"
                            : "CREATE ROLE " + user + " SUPERUSER LOGIN PASSWORD '" + SECRET + "'",
                    mySql ? "GRANT ALL ON *.* TO " + user + "@'%'" : "SELECT 1");
            String url = schema.url().replaceFirst("//[a-z]+@", "//" + user + "@");
            List<String> seen = new ArrayList<>();
            try (ServedRun run = new ServedRun(schema, url, Map.of("OSC_PASSWORD", SECRET))) {
                run.until(() -> run.status().path("phase").asText().equals("postponed"));
                assertThat(run.get("healthz")).isEqualTo("ok\n");
                assertThat(run.status().at("/rows/done").asInt()).isEqualTo(ServedRun.ROWS);
                assertThat(run.status().path("swapWaitsFor").asText()).endsWith(".flag is there");

                assertThat(run.command("pause")).contains("\"done\":true");
                assertThat(run.status().at("/throttle/reason").asText())
                        .isEqualTo("operator: paused by HTTP from 127.0.0.1");
                assertThat(run.get("metrics")).contains("osc_throttled 1.0", "osc_phase{phase=\"postponed\"} 1.0");
                schema.execute("UPDATE orders SET name = 'y' WHERE id <= 10");
                run.until(() -> run.status().at("/stream/pending").asInt() == 10);
                assertThat(run.command("resume")).contains("the run goes on");
                run.until(() -> run.status().at("/stream/pending").asInt() == 0);
                run.until(() -> run.get("metrics").contains("osc_keys_flushed_total 10.0"));

                seen.add(run.get("api/status"));
                seen.add(run.get("api/history"));
                seen.add(run.get("metrics"));
                seen.add(run.get(""));
                seen.add(Files.readString(Path.of("/proc/" + run.pid() + "/cmdline")));
                assertThat(run.get("api/history")).contains("pause by HTTP from 127.0.0.1");
                assertThat(run.command("cut-over")).contains("\"done\":true");
                seen.add(run.ended().endsWith(ExitCode.DONE).complained());
                assertThrows(IOException.class, () -> run.get("healthz"));
            }
            assertThat(String.join("\n", seen)).contains(user.substring(0, 6)).doesNotContain(SECRET, ServedRun.TOKEN);
            schema.execute(mySql ? "DROP USER " + user + "@'%'" : "DROP OWNED BY " + user + " CASCADE");
            schema.execute(mySql ? "SELECT 1" : "DROP ROLE " + user);
        }
    }

    /** Told before any server is asked: there is none at that port. */
    @Test
    void aPageThatOthersReachTakesAToken(@TempDir Path folder) throws IOException {
        Path open = Files.writeString(folder.resolve("open"), ServedRun.TOKEN);
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        String[] run = {"run", "--url", "mysql://root@127.0.0.1:1/shop", "--table", "t", "--alter", "ADD a INT"};

        refused(run, "can be reached by others, and needs --serve-token-file", "--serve-http", "0.0.0.0:8080");
        refused(run, "can be reached by others, and needs --serve-token-file", "--serve-http", "[::]:8080");
        refused(run, "is no address of this machine", "--serve-http", "8080");
        refused(run, "is no address of this machine", "--serve-http", "127.0.0.1:65536");
        refused(run, "is no address of this machine", "--serve-http", "no.such.host.invalid:80");
        refused(run, "which is missing", "--serve-token-file", open.toString());
        refused(run, "others may read it", "--serve-http", "127.0.0.1:0", "--serve-token-file", open.toString());
    }

    private static void refused(String[] run, String why, String... options) {
        List<String> all = new ArrayList<>(List.of(run));
        all.addAll(List.of(options));
        Osc.Ran ran = Osc.run(all.toArray(String[]::new)).endsWith(ExitCode.USAGE);
        assertThat(ran.failure()).contains(why).doesNotContain(ServedRun.TOKEN);
    }
}
