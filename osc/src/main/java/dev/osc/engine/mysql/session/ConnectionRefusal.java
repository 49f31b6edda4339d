// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.session;

import dev.osc.config.ServerAddress;
import dev.osc.engine.session.Unreachable;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import java.sql.SQLException;

/** Why no connection came about, and what to do: by error number (manual, "Server Error Message Reference"), else by the cause. */
final class ConnectionRefusal {

    private ConnectionRefusal() {}

    static OscException of(ServerAddress address, SQLException e) {
        String where = address.host() + ":" + address.port();
        return switch (e.getErrorCode()) {
            case 1045, 1698 ->
                new OscException(
                        ExitCode.ACCESS_DENIED,
                        "the server at " + where + " refused user '" + address.user() + "' "
                                + (address.password().reveal().isEmpty() ? "without a password" : "with this password"),
                        "check --user and the password (OSC_PASSWORD, --password-file, --ask-pass), and from which hosts"
                                + " the user may come",
                        e);
            case 1049 ->
                new OscException(
                        ExitCode.NO_SUCH_TABLE,
                        "there is no database '" + address.database() + "' on " + where,
                        "check the end of --url, or --database",
                        e);
            case 1044 ->
                new OscException(
                        ExitCode.MISSING_PRIVILEGE,
                        "user '" + address.user() + "' may not use database '" + address.database() + "' on " + where,
                        "grant it the privileges that docs/privileges.md lists; or is the database's name misspelt?",
                        e);
            case 1040, 1203, 1226 ->
                new OscException(
                        ExitCode.UNREACHABLE,
                        "the server at " + where + " has no connection left for us: " + e.getMessage(),
                        "raise max_connections or the user's limit, or free some",
                        e);
            case 1129, 1130 ->
                new OscException(
                        ExitCode.ACCESS_DENIED,
                        "the server at " + where + " takes no connection from this host: "
                                + bare(String.valueOf(e.getMessage())),
                        "give the user this host, or run osc where it may come from",
                        e);
            case 1193 ->
                new OscException(
                        ExitCode.SERVER_SETTING,
                        "the server at " + where + " is none that osc serves: " + e.getMessage(),
                        "osc changes tables on MySQL 5.7 and 8",
                        e);
            default -> Unreachable.of(address, e, bare(Unreachable.reason(e)));
        };
    }

    /** Without the words that the driver puts before the server's own. */
    private static String bare(String message) {
        String told = "message from server: ";
        int at = message.indexOf(told);
        return at < 0 ? message : message.substring(at + told.length()).replaceAll("^\"|\"$", "");
    }
}
