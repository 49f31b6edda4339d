// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog;

import com.github.shyiko.mysql.binlog.network.SSLMode;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Encryption of the log's connection, by the drivers' modes.
 *
 * @param context whom to trust and which client certificate to show; null: the runtime's default trust where the mode
 *     verifies, anyone where it does not
 */
public record Tls(Mode mode, @Nullable SSLContext context) {

    /** As the drivers' sslMode. */
    public enum Mode {
        DISABLED,
        PREFERRED,
        REQUIRED,
        VERIFY_CA,
        VERIFY_IDENTITY
    }

    public static Tls of(Mode mode) {
        return new Tls(mode, null);
    }

    /** The library's mode. The host's name is verified by the socket below, not by the library. */
    SSLMode libraryMode() {
        return switch (mode) {
            case DISABLED -> SSLMode.DISABLED;
            case PREFERRED -> SSLMode.PREFERRED;
            case REQUIRED -> SSLMode.REQUIRED;
            case VERIFY_CA, VERIFY_IDENTITY -> SSLMode.VERIFY_CA;
        };
    }

    SSLSocket wrap(Socket plain, String host, int port) throws SocketException {
        try {
            SSLSocket socket = (SSLSocket) effectiveContext().getSocketFactory().createSocket(plain, host, port, true);
            if (mode == Mode.VERIFY_IDENTITY) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
            }
            return socket;
        } catch (IOException | GeneralSecurityException e) {
            SocketException failure = new SocketException("TLS could not be set up: " + e.getMessage());
            failure.initCause(e);
            throw failure;
        }
    }

    private SSLContext effectiveContext() throws GeneralSecurityException {
        if (context != null) {
            return context;
        }
        if (mode == Mode.VERIFY_CA || mode == Mode.VERIFY_IDENTITY) {
            return SSLContext.getDefault();
        }
        SSLContext anyone = SSLContext.getInstance("TLS");
        anyone.init(null, new TrustManager[] {new TrustAnyone()}, new SecureRandom());
        return anyone;
    }

    /** For the modes that encrypt without verifying, as the drivers do. */
    private static final class TrustAnyone implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
