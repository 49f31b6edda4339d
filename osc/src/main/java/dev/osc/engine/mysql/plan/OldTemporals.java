// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.plan;

import dev.osc.schema.Column;
import dev.osc.schema.KeyShape;
import dev.osc.schema.Table;
import java.util.Optional;

/**
 * TIME, DATETIME and TIMESTAMP as MariaDB stored them before 10.1, and does with mysql56_temporal_format=OFF. The log tells their
 * type without the digits of the fraction: how long a value with one is can't be known from it, so neither where the next row begins.
 * Whole seconds are of one length. The catalogue marks such columns whatever the setting is now (tried on 11.4.5).
 */
public final class OldTemporals {

    /** Building the table anew gives its columns the format of the setting. */
    public static final String REMEDY =
            "SET GLOBAL mysql56_temporal_format = ON, and build the table anew once, with the server's"
                    + " own ALTER TABLE … FORCE";

    private static final String MARK = "/* mariadb-5.3 */";

    private OldTemporals() {}

    /** Why that table's changes can't be followed by that key; nothing where they can. */
    public static Optional<String> hindrance(Table followed, KeyShape key) {
        return followed.columns().stream()
                .filter(column -> column.type().definition().contains(MARK))
                .filter(column -> column.type().number(0, 0) > 0 || within(key, column))
                .findFirst()
                .map(column ->
                        "column %s is a %s in the format of before MariaDB 10.1: the binary log does not say enough of such values"
                                        .formatted(column.name(), bare(column))
                                + " to read from it which rows have changed");
    }

    private static boolean within(KeyShape key, Column column) {
        return key.parts().stream().anyMatch(part -> part.column().name().equals(column.name()));
    }

    private static String bare(Column column) {
        return column.type().definition().replace(MARK, "").strip();
    }
}
