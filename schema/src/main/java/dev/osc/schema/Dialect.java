// SPDX-License-Identifier: Apache-2.0
package dev.osc.schema;

/** How one engine writes names, and tables of osc's own, in SQL. Names reach SQL in no other way. */
public interface Dialect {

    /** A column's or key's name as an identifier. */
    String quote(String name);

    /** A table's name, qualified. */
    default String quote(TableName table) {
        return quote(table.schema()) + "." + quote(table.table());
    }

    /**
     * What follows a CREATE TABLE of osc's own, so that it is transactional and takes any text, whatever the defaults of
     * server and database are. Possibly empty.
     */
    String tableOptions();
}
