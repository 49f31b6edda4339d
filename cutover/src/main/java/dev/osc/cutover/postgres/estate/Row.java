// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.postgres.estate;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row of the catalogue, all of it as text, by column label. */
public final class Row {

    private final Map<String, @Nullable String> values = new HashMap<>();

    Row(ResultSet from) throws SQLException {
        ResultSetMetaData labels = from.getMetaData();
        for (int i = 1; i <= labels.getColumnCount(); i++) {
            values.put(labels.getColumnLabel(i), from.getString(i));
        }
    }

    /** Null where the server says NULL. */
    public @Nullable String maybe(String label) {
        if (!values.containsKey(label)) {
            throw new IllegalArgumentException("no column " + label + " in " + values.keySet());
        }
        return values.get(label);
    }

    public boolean has(String label) {
        return maybe(label) != null;
    }

    /** Empty where the server says NULL. */
    public String text(String label) {
        String value = maybe(label);
        return value == null ? "" : value;
    }

    public long number(String label) {
        return Long.parseLong(text(label));
    }

    /** False where the server says NULL. */
    public boolean is(String label) {
        return "t".equals(maybe(label));
    }
}
