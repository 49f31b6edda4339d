// SPDX-License-Identifier: Apache-2.0
package dev.osc.schema;

/** How one engine writes names in SQL. Names reach SQL in no other way. */
public interface Dialect {

    /** A column's or key's name as an identifier. */
    String quote(String name);

    /** A table's name, qualified. */
    default String quote(TableName table) {
        return quote(table.schema()) + "." + quote(table.table());
    }
}
