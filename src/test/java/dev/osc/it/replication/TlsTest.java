// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.TestSchema;
import dev.osc.replication.Change;
import dev.osc.replication.ChangeStream;
import dev.osc.replication.StreamException;
import dev.osc.replication.binlog.BinlogServer;
import dev.osc.replication.binlog.Tls;
import dev.osc.replication.binlog.group.BinlogChangeSource;
import dev.osc.replication.binlog.statement.WatchedTable;
import dev.osc.schema.TableName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.sql.SQLException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** The log over TLS: 8.0 makes itself certificates, signed by an authority of its own that nobody trusts. */
final class TlsTest {

    @OnEachServer(only = "mysql-8.0.15")
    void readsEncrypted(TestSchema schema)
            throws SQLException, IOException, GeneralSecurityException, InterruptedException {
        schema.execute(
                "CREATE TABLE t (id INT PRIMARY KEY)",
                "CREATE USER IF NOT EXISTS crypted@'%' IDENTIFIED WITH caching_sha2_password BY 'secret' REQUIRE SSL",
                "GRANT REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO crypted@'%'");
        SSLContext authority = trusting(schema);
        try {
            for (Tls tls : new Tls[] {
                Tls.of(Tls.Mode.PREFERRED), Tls.of(Tls.Mode.REQUIRED), new Tls(Tls.Mode.VERIFY_CA, authority)
            }) {
                assertReads(schema, tls);
            }
            assertThatThrownBy(() -> assertReads(schema, Tls.of(Tls.Mode.DISABLED)))
                    .isInstanceOf(StreamException.class);
            assertThatThrownBy(() -> assertReads(schema, Tls.of(Tls.Mode.VERIFY_CA)))
                    .isInstanceOf(StreamException.class)
                    .hasMessageContaining("certification path");
            // the certificate names no host
            assertThatThrownBy(() -> assertReads(schema, new Tls(Tls.Mode.VERIFY_IDENTITY, authority)))
                    .isInstanceOf(StreamException.class);
        } finally {
            schema.execute("DROP USER crypted@'%'");
        }
    }

    private static void assertReads(TestSchema schema, Tls tls) throws SQLException, InterruptedException {
        BinlogServer server = new BinlogServer(
                "127.0.0.1",
                schema.server().server().port(),
                "crypted",
                () -> "secret",
                tls,
                Duration.ofSeconds(5),
                Duration.ofSeconds(9));
        BinlogChangeSource source = new BinlogChangeSource(
                Watch.log(schema),
                server,
                schema::connect,
                new WatchedTable(new TableName(schema.name(), "t"), false),
                Watch.shape(schema, "t"),
                Watch.settings());
        schema.execute("DELETE FROM t");
        try (ChangeStream stream = source.open(source.end())) {
            schema.execute("INSERT INTO t VALUES (1)");
            @Nullable Change change;
            do {
                change = stream.poll(Duration.ofSeconds(10));
            } while (change instanceof Change.Progress);
            assertThat(change).isInstanceOf(Change.Rows.class);
        }
    }

    private static SSLContext trusting(TestSchema schema)
            throws SQLException, IOException, GeneralSecurityException, InterruptedException {
        byte[] pem = Files.readAllBytes(schema.server().server().dataDirectory().resolve("ca.pem"));
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry(
                "ca", CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem)));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
