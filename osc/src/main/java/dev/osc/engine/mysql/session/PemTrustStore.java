// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.session;

import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The driver wants authorities in a key store; people have them as PEM. The store is a private temporary file, gone
 * at exit.
 */
public final class PemTrustStore {

    /** Certificates are public: the password only satisfies the format. */
    public static final String PASSWORD = "certificates";

    private PemTrustStore() {}

    /** For the driver, which wants a file. */
    public static Path of(Path pem) {
        KeyStore store = read(pem);
        try {
            Path file = Files.createTempFile("osc-authorities-", ".p12");
            file.toFile().deleteOnExit();
            try (OutputStream out = Files.newOutputStream(file)) {
                store.store(out, PASSWORD.toCharArray());
            }
            return file;
        } catch (IOException | GeneralSecurityException e) {
            throw unreadable(pem, e);
        }
    }

    /** For the change stream. */
    public static SSLContext context(Path pem) {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(read(pem));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw unreadable(pem, e);
        }
    }

    private static KeyStore read(Path pem) {
        try (InputStream in = Files.newInputStream(pem)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int n = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("authority-" + n++, certificate);
            }
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw unreadable(pem, e);
        }
    }

    private static OscException unreadable(Path pem, Exception e) {
        return new OscException(
                ExitCode.USAGE,
                "--ssl-ca " + pem + " can't be read as PEM certificates: " + e.getMessage(),
                "check the file",
                e);
    }
}
