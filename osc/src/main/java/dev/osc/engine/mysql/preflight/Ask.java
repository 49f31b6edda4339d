// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Small questions to the server. */
final class Ask {

    private Ask() {}

    /** The first column of every row, as text. */
    static List<String> list(Connection connection, String sql, String... parameters) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setString(i + 1, parameters[i]);
            }
            List<String> values = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    values.add(String.valueOf(row.getString(1)));
                }
            }
            return values;
        }
    }

    /** A global variable's value; empty text where the server does not know it. */
    static String variable(Connection connection, String name) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SHOW GLOBAL VARIABLES LIKE '" + name + "'");
                ResultSet row = select.executeQuery()) {
            return row.next() ? row.getString(2) : "";
        }
    }
}
