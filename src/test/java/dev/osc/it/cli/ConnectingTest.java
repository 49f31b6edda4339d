// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.failure.ExitCode;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.TestSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Getting to the server: addresses, users, passwords, encryption. */
final class ConnectingTest {

    private static Osc.Ran plan(String url, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("plan", "--url", url, "--table", "orders", "--alter", "ENGINE=InnoDB", "--no-direct"));
        arguments.addAll(List.of(more));
        return Osc.run(arguments.toArray(String[]::new));
    }

    private static void table(TestSchema schema) throws SQLException {
        schema.execute("CREATE TABLE orders (id INT PRIMARY KEY)");
    }

    @Test
    void nobodyListensThere() {
        // tcpmux: nobody has run it for decades
        plan("mysql://root@127.0.0.1:1/shop")
                .endsWith(ExitCode.UNREACHABLE)
                .tells("can't connect to 127.0.0.1:1: Connection refused", "check host, port");
    }

    @Test
    void noSuchHost() {
        plan("mysql://root@no-such-host.invalid/shop")
                .endsWith(ExitCode.UNREACHABLE)
                .tells("no-such-host.invalid:3306: no such host name", "check the host's name");
    }

    @Test
    void noSuchProduct() {
        plan("oracle://root@127.0.0.1/shop").endsWith(ExitCode.USAGE).tells("'oracle'", "mysql://");
    }

    @OnEachServer
    void aStranger(TestSchema schema) throws SQLException {
        try (schema;
                var user = new TestUser(schema, "known", TestUser.DOCUMENTED)) {
            plan(user.bareUrl()).endsWith(ExitCode.ACCESS_DENIED).tells(user.name(), "without a password");
            plan(user.url().replace("s3cr3t", "wrong"))
                    .endsWith(ExitCode.ACCESS_DENIED)
                    .tells(user.name(), "with this password", "OSC_PASSWORD");
            plan(schema.url().replace("root", "nobody"))
                    .endsWith(ExitCode.ACCESS_DENIED)
                    .tells("refused user 'nobody'");
            plan(schema.url() + "_not_there")
                    .endsWith(ExitCode.NO_SUCH_TABLE)
                    .tells("there is no database '" + schema.name() + "_not_there'");
            plan(user.url().replace("/" + schema.name(), "/mysql"))
                    .endsWith(ExitCode.MISSING_PRIVILEGE)
                    .tells("may not use database 'mysql'", "docs/privileges.md");
        }
    }

    /** Every way to give it works, and no way shows it. */
    @OnEachServer
    void passwordsAreTakenAndNeverShown(TestSchema schema, @TempDir Path folder)
            throws SQLException, IOException, InterruptedException {
        try (schema;
                var user = new TestUser(schema, "secret", TestUser.DOCUMENTED)) {
            table(schema);
            Path passwordFile = Files.writeString(folder.resolve("password"), TestUser.PASSWORD + "\n");
            Path optionFile = Files.writeString(
                    folder.resolve("my.cnf"),
                    "[mysql]\npassword=wrong\n[client]\nuser = " + user.name() + "\npassword = \"" + TestUser.PASSWORD
                            + "\" # ours\n");
            String nobody = schema.url().replace("root@", "");
            List<Osc.Ran> all = new ArrayList<>();

            all.add(plan(user.url(), "--verbose"));
            all.add(plan(user.bareUrl(), "--password-file", passwordFile.toString(), "--verbose"));
            all.add(plan(nobody, "--defaults-file", optionFile.toString(), "--verbose"));
            try (var running = Osc.start(
                    Map.of("OSC_PASSWORD", TestUser.PASSWORD),
                    "run",
                    "--url",
                    user.bareUrl(),
                    "--table",
                    "orders",
                    "--alter",
                    "ENGINE=InnoDB",
                    "--verbose")) {
                all.add(running.ended());
            }
            all.forEach(ran -> ran.endsWith(ExitCode.DONE));
            // and where things go wrong
            all.add(plan(user.url() + "x", "--verbose"));
            all.add(plan(user.url().replace(":" + schema.server().server().port(), ":1"), "--verbose"));
            all.add(plan(user.url().replace("%25", "%"), "--verbose"));
            all.add(plan(user.url() + "?sslmode=REQUIRED", "--verbose"));

            assertThat(all)
                    .allSatisfy(ran ->
                            assertThat(ran.said() + ran.complained()).doesNotContain("s3cr3t", "ssw%25rd", "ssw%rd"));
        }
    }

    @OnEachServer(only = "mysql-8.0.15")
    void encryption(TestSchema schema, @TempDir Path folder) throws SQLException, IOException {
        try (schema) {
            table(schema);
            Path authority = schema.server().server().dataDirectory().resolve("ca.pem");
            Path another = Files.writeString(folder.resolve("another.pem"), ANOTHER_AUTHORITY);
            Path nonsense = Files.writeString(folder.resolve("nonsense.pem"), "no certificate\n");

            plan(schema.url() + "?ssl-mode=REQUIRED").endsWith(ExitCode.DONE);
            plan(schema.url(), "--ssl-mode", "verify_ca", "--ssl-ca", authority.toString())
                    .endsWith(ExitCode.DONE);
            plan(schema.url(), "--ssl-mode", "VERIFY_CA", "--ssl-ca", another.toString())
                    .endsWith(ExitCode.UNREACHABLE)
                    .tells("can't encrypt the connection", "VERIFY_CA", "--ssl-ca");
            plan(schema.url(), "--ssl-mode", "VERIFY_CA", "--ssl-ca", nonsense.toString())
                    .endsWith(ExitCode.USAGE)
                    .tells("nonsense.pem", "check the file");
            Osc.run(
                            "run",
                            "--url",
                            schema.url(),
                            "--ssl-mode",
                            "VERIFY_CA",
                            "--ssl-ca",
                            authority.toString(),
                            "--table",
                            "orders",
                            "--alter",
                            "ENGINE=InnoDB")
                    .endsWith(ExitCode.DONE);
        }
    }

    /** The 5.7 server at hand is built without certificates. */
    @OnEachServer(only = "mysql-5.7.22")
    void aServerThatCannotEncrypt(TestSchema schema) throws SQLException {
        try (schema) {
            table(schema);

            plan(schema.url()).endsWith(ExitCode.DONE);
            plan(schema.url(), "--ssl-mode", "REQUIRED")
                    .endsWith(ExitCode.UNREACHABLE)
                    .tells("can't encrypt the connection", "REQUIRED", "choose another --ssl-mode");
        }
    }

    /** Self-signed, of nobody; made for this test with openssl, key thrown away. */
    private static final String ANOTHER_AUTHORITY = """
            -----BEGIN CERTIFICATE-----
            MIIBeTCCAR+gAwIBAgIUGwofYolKPcjWLqbZMVeyj8lGkaEwCgYIKoZIzj0EAwIw
            ETEPMA0GA1UEAwwGbm9ib2R5MCAXDTI2MTEyMTEwMTMyNloYDzIxMjYxMDI4MTAx
            MzI2WjARMQ8wDQYDVQQDDAZub2JvZHkwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC
            AARx842Uoyu5SSIJzT2/ptz8K+6UMCfS2O959fvwivU4UIsBUL3bdb8S6p5UrOID
            +FvtlhyI1/vCZfRLWiKwdYcco1MwUTAdBgNVHQ4EFgQU5xV/qUne5OYTKZfgfO46
            Mme+Eg0wHwYDVR0jBBgwFoAU5xV/qUne5OYTKZfgfO46Mme+Eg0wDwYDVR0TAQH/
            BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiEAoknxfeefSOvaGDZ9jdQTfTqd2Y3H
            ACpy+P/xsNSeansCIAGCu1C5kvLa+/6aEAf9Kz6zU4mm2vixoNo7HZX/W0z5
            -----END CERTIFICATE-----
            """;
}
