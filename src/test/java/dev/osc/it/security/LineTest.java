// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.osc.engine.mysql.session.PemTrustStore;
import dev.osc.failure.ExitCode;
import dev.osc.it.cli.Osc;
import dev.osc.it.cli.TestUser;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import dev.osc.replication.StreamException;
import dev.osc.replication.binlog.BinlogServer;
import dev.osc.replication.binlog.StreamSettings;
import dev.osc.replication.binlog.Tls;
import dev.osc.replication.binlog.group.BinlogChangeSource;
import dev.osc.replication.binlog.statement.WatchedTable;
import dev.osc.replication.mysql.MySqlLog;
import dev.osc.schema.Column;
import dev.osc.schema.ColumnType;
import dev.osc.schema.KeyKind;
import dev.osc.schema.KeyShape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.io.TempDir;

/** Whoever sits on the line gets neither the password nor a login where the mode asks for encryption, or for proof. */
final class LineTest {

    private static final List<String> ENCRYPTING = List.of("REQUIRED", "VERIFY_CA", "VERIFY_IDENTITY");
    private static final String PASSWORD_HEARD =
            new String(TestUser.PASSWORD.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

    private static Osc.Ran plan(String url, String mode, Path authority) {
        List<String> all =
                new ArrayList<>(List.of("plan", "--url", url, "--table", "t", "--alter", "ADD COLUMN c INT"));
        all.addAll(List.of("--ssl-mode", mode));
        if (mode.startsWith("VERIFY")) {
            all.addAll(List.of("--ssl-ca", authority.toString()));
        }
        return Osc.run(all.toArray(String[]::new));
    }

    private static String through(BadLine line, TestSchema schema, String url) {
        return url.replace("127.0.0.1:" + schema.server().server().port(), "127.0.0.1:" + line.port());
    }

    @OnEachServer(only = "mysql-8.0.15")
    void whoStripsEncryptionIsRefused(TestSchema schema) throws SQLException, IOException, InterruptedException {
        try (schema;
                var user = new TestUser(schema, "stripped", TestUser.DOCUMENTED);
                BadLine line = new BadLine(schema)) {
            schema.execute("CREATE TABLE t (id INT PRIMARY KEY)");
            Path authority = schema.server().server().dataDirectory().resolve("ca.pem");
            String url = through(line, schema, user.url());
            plan(url, "VERIFY_CA", authority).endsWith(ExitCode.DONE);
            assertThat(line.heard()).isNotEmpty().doesNotContain(PASSWORD_HEARD);
            line.strip(true);
            for (String mode : ENCRYPTING) {
                plan(url, mode, authority).endsWith(ExitCode.UNREACHABLE).tells("can't encrypt the connection", mode);
                assertThat(line.heard()).as(mode).isEmpty();

                Tls tls = new Tls(Tls.Mode.valueOf(mode), PemTrustStore.context(authority));
                assertThatThrownBy(() -> follow(schema, line, user, tls))
                        .as("the log, %s", mode)
                        .isInstanceOf(StreamException.class)
                        .hasMessageContaining("does not support SSL");
                assertThat(line.heard()).as("to the log, %s", mode).isEmpty();
            }
            // the mode that only wishes for it goes on in clear, but for the password
            plan(url, "PREFERRED", authority).endsWith(ExitCode.DONE);
            assertThat(line.heard()).contains("information_schema").doesNotContain(PASSWORD_HEARD);
            follow(schema, line, user, Tls.of(Tls.Mode.PREFERRED));
            assertThat(line.heard()).contains(user.name()).doesNotContain(PASSWORD_HEARD);
        }
    }

    private static void follow(TestSchema schema, BadLine line, TestUser user, Tls tls) {
        BinlogServer server = new BinlogServer(
                "127.0.0.1",
                line.port(),
                user.name(),
                () -> TestUser.PASSWORD,
                tls,
                Duration.ofSeconds(5),
                Duration.ofSeconds(9));
        Column id = new Column("id", 1, new ColumnType("int", "int(11)", null, null), false, false, false);
        KeyShape shape = new KeyShape("PRIMARY", List.of(new KeyShape.Part(id, "id", KeyKind.SIGNED, false)));
        BinlogChangeSource source = new BinlogChangeSource(
                new MySqlLog(),
                server,
                schema::connect,
                new WatchedTable(schema.table("t"), false),
                shape,
                StreamSettings.defaults(RandomGenerator.getDefault()));
        try (var stream = source.open(source.end())) {
            assertThat(stream).isNotNull();
        }
    }

    @OnEachServer(newestOf = Product.POSTGRESQL)
    @ServersOf(Product.POSTGRESQL)
    void whoStripsEncryptionOfPostgresIsRefused(TestSchema schema, @TempDir Path folder)
            throws SQLException, IOException, InterruptedException {
        Path authority = new Authority(folder, "own").pem();
        try (schema;
                BadLine line = new BadLine(schema)) {
            schema.execute("CREATE TABLE t (id INT PRIMARY KEY)");
            String url = through(line, schema, schema.url()).replace("postgres@", "postgres:s3cr3t-w0rd@");
            line.strip(true);
            for (String mode : ENCRYPTING) {
                plan(url, mode, authority).endsWith(ExitCode.UNREACHABLE).tells("can't encrypt the connection", mode);

                assertThat(line.heard()).as(mode).isEmpty();
            }
            plan(url, "PREFERRED", authority).endsWith(ExitCode.DONE);
            assertThat(line.heard()).contains("pg_class").doesNotContain("s3cr3t");
        }
    }

    /** Somebody answers in the server's place: only the VERIFY modes see through him, and all of his ways. */
    @OnEachServer(only = {"mysql-8.0.15", "postgresql-18"})
    @ServersOf({Product.MYSQL, Product.POSTGRESQL})
    void whoAnswersInItsPlaceIsRefused(TestSchema schema, @TempDir Path folder)
            throws SQLException, IOException, InterruptedException, GeneralSecurityException {
        Authority ours = new Authority(folder, "ours");
        Authority theirs = new Authority(folder, "theirs");
        String here = "ip:127.0.0.1,dns:localhost";
        SSLContext good = ours.issue("good", here, "-validity", "2");
        SSLContext expired = ours.issue("expired", here, "-startdate", "-9d", "-validity", "2");
        SSLContext early = ours.issue("early", here, "-startdate", "+3d", "-validity", "2");
        SSLContext elsewhere = ours.issue("elsewhere", "dns:other.example", "-validity", "2");
        SSLContext stranger = theirs.issue("stranger", here, "-validity", "2");
        try (schema;
                BadLine line = new BadLine(schema)) {
            // who is believed is logged in to; here to someone who says no more
            believed(line, schema, good, "VERIFY_IDENTITY", ours.pem(), true);
            believed(line, schema, elsewhere, "VERIFY_CA", ours.pem(), true);
            believed(line, schema, stranger, "REQUIRED", ours.pem(), true);
            for (SSLContext impostor : List.of(expired, early, stranger)) {
                believed(line, schema, impostor, "VERIFY_CA", ours.pem(), false);
                believed(line, schema, impostor, "VERIFY_IDENTITY", ours.pem(), false);
            }
            believed(line, schema, elsewhere, "VERIFY_IDENTITY", ours.pem(), false);
        }
    }

    private static void believed(
            BadLine line, TestSchema schema, SSLContext impostor, String mode, Path authority, boolean expected)
            throws SQLException, InterruptedException {
        line.impersonate(impostor);
        Osc.Ran ran = plan(through(line, schema, schema.url()), mode, authority).endsWith(ExitCode.UNREACHABLE);
        assertThat(!line.heard().isEmpty()).as(ran.complained()).isEqualTo(expected);
        if (!expected) {
            ran.tells("can't encrypt the connection", mode);
        }
        if (schema.product() == Product.MYSQL) {
            Tls tls = new Tls(
                    Tls.Mode.valueOf(mode), mode.startsWith("VERIFY") ? PemTrustStore.context(authority) : null);
            try (var user = new TestUser(schema, "fooled", TestUser.DOCUMENTED)) {
                assertThatThrownBy(() -> follow(schema, line, user, tls)).isInstanceOf(StreamException.class);
            }
            assertThat(!line.heard().isEmpty()).as("the log, %s", mode).isEqualTo(expected);
        }
    }
}
