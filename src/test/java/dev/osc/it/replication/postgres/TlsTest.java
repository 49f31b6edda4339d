// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.replication.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.osc.config.Secret;
import dev.osc.config.ServerAddress;
import dev.osc.config.Tls;
import dev.osc.engine.postgres.session.PostgresConnector;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import dev.osc.replication.ChangeStream;
import dev.osc.replication.StreamException;
import dev.osc.replication.postgres.PostgresChangeSource;
import dev.osc.replication.postgres.PostgresServer;
import dev.osc.replication.postgres.SlotSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/** The log over TLS, as {@code --ssl-mode} and {@code --ssl-ca} have the driver do it: who answers is checked where it is to be. */
@ServersOf(Product.POSTGRESQL)
final class TlsTest {

    /** The option asks for nothing: it keeps the server apart from those of other tests. */
    @OnEachServer(newestOf = Product.POSTGRESQL, options = "ssl_min_protocol_version=TLSv1.2")
    void readsEncrypted(TestSchema schema, @TempDir Path folder)
            throws SQLException, IOException, GeneralSecurityException, InterruptedException {
        SelfSigned own = SelfSigned.make(folder, "own");
        Path authority = Files.writeString(folder.resolve("own.pem"), own.certificate());
        Path stranger = Files.writeString(
                folder.resolve("stranger.pem"),
                SelfSigned.make(folder, "stranger").certificate());
        encryptOnly(schema, own);
        schema.execute("CREATE TABLE t (id int PRIMARY KEY)");

        reads(schema, "127.0.0.1", Tls.Mode.PREFERRED, null);
        reads(schema, "127.0.0.1", Tls.Mode.REQUIRED, null);
        reads(schema, "127.0.0.1", Tls.Mode.VERIFY_CA, authority);
        reads(schema, "localhost", Tls.Mode.VERIFY_IDENTITY, authority);

        refuses(schema, "127.0.0.1", Tls.Mode.DISABLED, null, "no encryption");
        refuses(schema, "127.0.0.1", Tls.Mode.VERIFY_CA, null, "SSL error");
        refuses(schema, "127.0.0.1", Tls.Mode.VERIFY_CA, stranger, "SSL error");
        // the certificate names another host
        refuses(schema, "127.0.0.1", Tls.Mode.VERIFY_IDENTITY, authority, "could not be verified");
    }

    /** The server's own processes write its files: it reads no key that others may read. */
    private static void encryptOnly(TestSchema schema, SelfSigned own) throws SQLException, InterruptedException {
        String access = """
                local all all trust
                hostssl all crypted all scram-sha-256
                hostnossl all crypted all reject
                host all all all trust
                """;
        schema.execute(
                "CREATE ROLE crypted SUPERUSER LOGIN PASSWORD 'secret'",
                write("server.key", own.key()),
                write("server.crt", own.certificate()),
                write("pg_hba.conf", access),
                "ALTER SYSTEM SET ssl = on",
                "SELECT pg_reload_conf()");
        Until.isTrue(schema, "SELECT current_setting('ssl')::bool");
    }

    private static String write(String file, String content) {
        return "COPY (SELECT unnest(string_to_array('" + content.strip() + "', E'\\n'))) TO PROGRAM 'umask 077; cat > "
                + file + "'";
    }

    private static PostgresChangeSource source(TestSchema schema, String host, Tls.Mode mode, @Nullable Path authority)
            throws SQLException {
        PostgresConnector connector = new PostgresConnector(new ServerAddress(
                "postgresql",
                host,
                schema.server().server().port(),
                "crypted",
                new Secret("secret"),
                schema.name(),
                new Tls(mode, authority)));
        return new PostgresChangeSource(
                new PostgresServer(host, connector.url(), connector::options),
                schema.table("t"),
                Watch.shape(schema, "t"),
                Watch.name(schema, "t"),
                SlotSettings.defaults());
    }

    private static void reads(TestSchema schema, String host, Tls.Mode mode, @Nullable Path authority)
            throws SQLException, InterruptedException {
        PostgresChangeSource source = source(schema, host, mode, authority);
        schema.execute("DELETE FROM t");
        try (ChangeStream stream = source.open(source.start())) {
            schema.execute("INSERT INTO t VALUES (1)");
            assertThat(Drained.keys(source, stream)).as("%s", mode).containsExactly(Watch.key(1));
            assertThat(schema.rows("SELECT ssl FROM pg_stat_ssl JOIN pg_replication_slots ON pid = active_pid"
                            + " WHERE slot_name = '" + Watch.name(schema, "t") + "'"))
                    .as("%s", mode)
                    .containsExactly("t");
        } finally {
            source.release();
        }
    }

    private static void refuses(TestSchema schema, String host, Tls.Mode mode, @Nullable Path authority, String reason)
            throws SQLException {
        PostgresChangeSource source = source(schema, host, mode, authority);

        assertThatThrownBy(source::start)
                .as("%s", mode)
                .isInstanceOf(StreamException.class)
                .hasMessageContaining(reason);
    }
}
