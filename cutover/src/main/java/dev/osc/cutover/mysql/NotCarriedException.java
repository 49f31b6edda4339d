// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.mysql;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What belongs to the table can't go to the new one, now or later: another attempt would end the same way. */
final class NotCarriedException extends SQLException {

    private static final long serialVersionUID = 1;

    NotCarriedException(String text, @Nullable SQLException server) {
        super(text, server == null ? null : server.getSQLState(), server == null ? 0 : server.getErrorCode(), server);
    }
}
