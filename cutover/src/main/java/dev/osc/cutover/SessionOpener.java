// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Opens a new session at every call, fit for the catch-up's statements. It must neither pool nor reconnect by itself (a
 * session that came back without its lock would rename under the writers), it bounds the time to connect, and takes no
 * user-level lock (with one, MySQL 8.0.12 and 8.0.15 hang in DROP and RENAME).
 */
@FunctionalInterface
public interface SessionOpener {

    Connection open() throws SQLException;
}
