// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.session;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens one more session; the caller closes it. */
@FunctionalInterface
public interface Opening {
    Connection open() throws SQLException;
}
