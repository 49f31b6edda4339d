// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.failure.ExitCode;
import dev.osc.it.cli.Osc;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A password is seen nowhere but where its owner put it: over a whole run with all that it logs, and where things go wrong. */
@ServersOf({Product.MYSQL, Product.POSTGRESQL})
final class SecretsTest {

    private static final String SECRET = "hush-Tr0ub4dor";

    @OnEachServer(only = {"mysql-8.0.15", "postgresql-18"})
    void seenNowhereDuringARun(TestSchema schema) throws SQLException, IOException, InterruptedException {
        String user = "quiet_" + schema.name();
        boolean mySql = schema.product() == Product.MYSQL;
        try (schema) {
            schema.execute(
                    mySql
                            ? "CREATE USER " + user + "@'%' IDENTIFIED BY '" + SECRET + "'"
                            : "CREATE ROLE " + user + " SUPERUSER LOGIN PASSWORD '" + SECRET + "'",
                    mySql ? "GRANT ALL ON *.* TO " + user + "@'%'" : "SELECT 1",
                    "CREATE TABLE orders (id INT PRIMARY KEY)",
                    "INSERT INTO orders VALUES (1)");
            String url = schema.url().replaceFirst("//[a-z]+@", "//" + user + "@");
            for (String format : List.of("json", "text")) {
                List<String> seen = new ArrayList<>();
                try (HeldRun run =
                        new HeldRun(schema, Map.of("OSC_PASSWORD", SECRET), "--url", url, "--log-format", format)) {
                    seen.add(Files.readString(Path.of("/proc/" + run.pid() + "/cmdline")));
                    seen.add(threads(run.pid()));
                    seen.addAll(schema.rows("SELECT * FROM _osc_migrations"));
                    seen.addAll(schema.sessions());
                    assertThat(seen)
                            .anyMatch(text -> text.contains("osc-stream-1"))
                            .anyMatch(text -> text.contains(user));
                    Osc.Ran ran = run.ended().endsWith(ExitCode.DONE);
                    seen.add(ran.said());
                    seen.add(ran.complained());
                }
                assertThat(ran(seen)).doesNotContain(SECRET);
                Osc.run("cleanup", "--url", schema.url(), "--table", "orders", "--drop-retired")
                        .endsWith(ExitCode.DONE);
                schema.execute("ALTER TABLE orders DROP COLUMN c");
            }
            schema.execute(
                    mySql ? "SELECT 1" : "DROP OWNED BY " + user + " CASCADE",
                    "DROP " + (mySql ? "USER " + user + "@'%'" : "ROLE " + user));
        }
    }

    private static String ran(List<String> seen) {
        return String.join("\n", seen);
    }

    private static String threads(long pid) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(pid),
                        "Thread.print")
                .redirectErrorStream(true)
                .start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(jcmd.waitFor()).as(said).isZero();
        return said;
    }

    /** Typed where it does not belong, or in a file that is none. */
    @Test
    void seenInNoComplaint(@TempDir Path folder) throws IOException {
        String url = "mysql://quiet:" + SECRET + "@127.0.0.1:1/shop";
        Path options =
                Files.writeString(folder.resolve("my.cnf"), "[client]\npassword=" + SECRET + "\nport=x\nhost=a b\n");
        Path secret = Files.writeString(folder.resolve("secret"), SECRET + "\n");
        List<String[]> commands = List.of(
                new String[] {"run", url},
                new String[] {"run", "--url", "mysql://h/d", "--table", "t", url},
                new String[] {"run", "--url", "mysql://h/d", "--table", "t", "--alter", "ADD a INT", url},
                new String[] {"run", "--url", "mysql://127.0.0.1:1/d", "--alter", url},
                new String[] {"run", "--url", url, "--ssl-mode", url},
                new String[] {"run", "--url", url + "?ssl-mode=" + SECRET.substring(0, 1)},
                new String[] {"run", "--url", url.replace("1/", "x/")},
                new String[] {"run", "--url", url.replace("@", "@@")},
                new String[] {"run", "--url", url.replace("hush", "hu sh")},
                new String[] {"run", "--url", url.replace("hush", "%zz")},
                new String[] {"run", "--url", url.replace("mysql:", "nosuch:"), "--table", "t", "--alter", "ADD a INT"},
                new String[] {
                    "run", "--url", url.replace("mysql:", "postgresql:"), "--table", "t", "--alter", "ADD a INT"
                },
                new String[] {"run", "--host", url, "--database", "d", "--table", "t", "--alter", "ADD a INT"},
                new String[] {"run", "--database", "d", "--defaults-file", options.toString(), "--alter", "ADD a INT"},
                new String[] {"run", "--url", "mysql://h/d", "--ssl-ca", secret.toString(), "--ssl-mode", "VERIFY_CA"},
                new String[] {
                    "plan", "--url", url, "--table", "t", "--alter", "ADD a INT", "--ssl-ca", secret.toString()
                },
                new String[] {"no", url},
                new String[] {url});
        for (String[] command : commands) {
            for (String format : List.of("text", "json")) {
                List<String> all = new ArrayList<>(List.of(command));
                if (command.length > 2) {
                    all.addAll(List.of("--verbose", "--log-format", format));
                }
                Osc.Ran ran = Osc.run(all.toArray(String[]::new));

                assertThat(ran.exitCode()).as("%s", all).isNotZero();
                assertThat(ran.said() + ran.complained())
                        .as("%s", all)
                        .isNotEmpty()
                        .doesNotContain("Tr0ub4dor");
            }
        }
    }

    /** A driver would read options of its own there. */
    @Test
    void hostsAreHosts() {
        for (String host : List.of(
                "h?allowLoadLocalInfile=true", "h/d?socketFactory=x", "(host=h,autoDeserialize=true)", "a,b", "")) {
            Osc.run("plan", "--host", host, "--database", "d", "--table", "t", "--alter", "ADD a INT")
                    .endsWith(ExitCode.USAGE)
                    .tells("neither a name nor an address");
        }
        Osc.run("plan", "--url", "mysql://(host=h,autoDeserialize=true)/d", "--table", "t", "--alter", "ADD a INT")
                .endsWith(ExitCode.USAGE);
    }
}
