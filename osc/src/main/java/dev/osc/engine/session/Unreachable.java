// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.session;

import dev.osc.config.Scheme;
import dev.osc.config.ServerAddress;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import javax.net.ssl.SSLException;

/** Why nobody answered: no such host, no encryption as asked for, nobody there. */
public final class Unreachable {

    /** What MySQL's driver says of a server that waits for the client to speak first. */
    private static final String NO_HANDSHAKE = "Can not read response from server";

    private static final String AUTHORITY = "give the authority that signed the server's certificate with --ssl-ca";

    /** What PostgreSQL's driver says of a certificate that names another host. */
    private static final String OTHER_HOST = "hostnameverifier";

    private Unreachable() {}

    /** @param reason the server's or the system's own words, see {@link #reason} */
    public static OscException of(ServerAddress address, SQLException e, String reason) {
        String where = address.host() + ":" + address.port();
        if (caused(e, UnknownHostException.class)) {
            return new OscException(
                    ExitCode.UNREACHABLE,
                    "can't connect to " + where + ": no such host name (DNS)",
                    "check the host's name in --url or --host",
                    e);
        }
        boolean encryption = caused(e, SSLException.class)
                || caused(e, CertificateException.class)
                || caused(e, CertPathBuilderException.class)
                || String.valueOf(e.getMessage()).contains("SSL")
                || String.valueOf(e.getMessage()).contains(OTHER_HOST);
        if (encryption) {
            return new OscException(
                    ExitCode.UNREACHABLE,
                    "can't encrypt the connection to " + where + " as --ssl-mode "
                            + address.tls().mode() + " asks: " + reason,
                    switch (address.tls().mode()) {
                        case VERIFY_CA -> AUTHORITY;
                        case VERIFY_IDENTITY -> AUTHORITY + ", and the host by a name that the certificate has";
                        default ->
                            "check the server's TLS settings (ssl_ca, tls_version), or choose another --ssl-mode";
                    },
                    e);
        }
        return new OscException(
                ExitCode.UNREACHABLE,
                "can't connect to " + where + ": " + reason,
                reason.startsWith(NO_HANDSHAKE)
                        ? "is it a MySQL server? for PostgreSQL give --url " + Scheme.POSTGRESQL.form()
                        : "check host, port and firewall, and that the server runs",
                e);
    }

    private static boolean caused(Throwable failure, Class<? extends Throwable> by) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (by.isInstance(t)) {
                return true;
            }
        }
        return false;
    }

    /** The innermost reason, its first line. */
    public static String reason(SQLException e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return message.lines().findFirst().orElse(message);
    }
}
