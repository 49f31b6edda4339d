// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight.facts;

import java.sql.SQLException;
import java.util.List;

/**
 * Whom the server takes the user for.
 *
 * @param name as GRANT takes it
 */
public record Account(String name, Grants grants) {

    static Account read(Ask ask, Variables variables) throws SQLException {
        List<String> lines = ask.rows("the user's grants", row -> Ask.text(row.getString(1)), "SHOW GRANTS");
        List<String> user = ask.rows("the user", row -> Ask.text(row.getString(1)), "SELECT CURRENT_USER()");
        return new Account(quoted(user.getFirst()), Grants.of(lines, variables.on("partial_revokes")));
    }

    /** CURRENT_USER() tells it bare. */
    private static String quoted(String bare) {
        int at = bare.lastIndexOf('@');
        return "'" + bare.substring(0, at).replace("'", "''") + "'@'"
                + bare.substring(at + 1).replace("'", "''") + "'";
    }
}
