// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Opens a new session at every call, fit for the catch-up's statements. It must neither pool nor reconnect by itself (a
 * session that came back without its lock would rename under the writers), and it bounds the time to connect.
 */
@FunctionalInterface
public interface SessionOpener {

    Connection open() throws SQLException;
}
