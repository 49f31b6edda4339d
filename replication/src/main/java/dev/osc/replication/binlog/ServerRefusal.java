// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog;

import com.github.shyiko.mysql.binlog.network.ServerException;
import dev.osc.replication.StreamException;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** Tells a lost connection, which is worth another try, from the server's refusal, which is not. */
final class ServerRefusal {

    private ServerRefusal() {}

    /** What to end the stream with, or nothing where trying again may help. */
    static Optional<StreamException> of(IOException failure, BinlogServer server, BinlogPosition from) {
        if (!(failure instanceof ServerException refused)) {
            return Optional.empty();
        }
        String said = String.valueOf(refused.getMessage());
        return switch (refused.getErrorCode()) {
            case 1044, 1045, 1698 ->
                Optional.of(new StreamException(
                        "user " + server.user() + " may not log in at " + server + " to read the binary log: " + said
                                + "; check the password and the host part of the account",
                        failure));
            case 1227 ->
                Optional.of(new StreamException(
                        "user " + server.user() + " may not read the binary log of " + server + ": " + said
                                + "; GRANT REPLICATION SLAVE, REPLICATION CLIENT ON *.* to it",
                        failure));
            case 1236 -> fatalReadError(said, refused, server, from);
            default -> Optional.empty();
        };
    }

    /** ER_MASTER_FATAL_ERROR_READING_BINLOG: one number for many reasons; which one is in the text alone. */
    private static Optional<StreamException> fatalReadError(
            String said, ServerException refused, BinlogServer server, BinlogPosition from) {
        String text = said.toLowerCase(Locale.ROOT);
        if (text.contains("same server_uuid/server_id") || text.contains("same server id")) {
            return Optional.empty();
        }
        if (text.contains("max_allowed_packet")) {
            return Optional.of(new StreamException.Unreadable(
                    server + " can not send an event of its binary log: " + said + "; raise max_allowed_packet",
                    refused));
        }
        return Optional.of(new StreamException.PositionLost(
                server + " no longer has its binary log from " + from + " on: " + said
                        + "; start the migration anew, and keep the logs longer (binlog_expire_logs_seconds)",
                refused));
    }
}
