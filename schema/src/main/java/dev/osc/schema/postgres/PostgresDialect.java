// SPDX-License-Identifier: Apache-2.0
package dev.osc.schema.postgres;

import dev.osc.schema.Dialect;

/** Names in double quotes, a double quote within a name doubled (manual, "Identifiers and Key Words"). */
public final class PostgresDialect implements Dialect {

    @Override
    public String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A string constant; {@code standard_conforming_strings} is on, as it is by default since 9.1. */
    public static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    @Override
    public String tableOptions() {
        return "";
    }
}
