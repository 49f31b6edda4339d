// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.session;

import dev.osc.config.ServerAddress;
import dev.osc.engine.session.Unreachable;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import java.sql.SQLException;

/** A connection that was not had, by SQLSTATE (manual, appendix "PostgreSQL Error Codes"), in words for its user. */
final class ConnectionRefusal {

    private ConnectionRefusal() {}

    static OscException of(ServerAddress address, SQLException e) {
        String where = address.host() + ":" + address.port();
        String state = String.valueOf(e.getSQLState());
        if (state.equals("08004") && String.valueOf(e.getMessage()).contains("does not support SSL")) {
            return new OscException(
                    ExitCode.UNREACHABLE,
                    "can't encrypt the connection to " + where + " as --ssl-mode "
                            + address.tls().mode() + " asks: the server does not support SSL",
                    "have it turned on there (ssl = on), or choose another --ssl-mode",
                    e);
        }
        return switch (state) {
            case "28P01", "28000", "08004" ->
                new OscException(
                        ExitCode.ACCESS_DENIED,
                        "the server at " + where + " refused user '" + address.user() + "': " + e.getMessage(),
                        "check --user and the password (OSC_PASSWORD, --password-file, --ask-pass, .pgpass, not PGPASSWORD), and the"
                                + " server's pg_hba.conf",
                        e);
            case "3D000" ->
                new OscException(
                        ExitCode.NO_SUCH_TABLE,
                        "there is no database '" + address.database() + "' on " + where,
                        "check the end of --url, or --database",
                        e);
            case "42501" ->
                new OscException(
                        ExitCode.MISSING_PRIVILEGE,
                        "user '" + address.user() + "' may not use database '" + address.database() + "' on " + where,
                        "GRANT CONNECT ON DATABASE; docs/privileges.md lists what else osc needs",
                        e);
            case "53300" ->
                new OscException(
                        ExitCode.UNREACHABLE,
                        "the server at " + where + " has no connection left for us: " + e.getMessage(),
                        "raise max_connections or the user's limit, or free some",
                        e);
            default -> Unreachable.of(address, e, Unreachable.reason(e));
        };
    }
}
