// SPDX-License-Identifier: Apache-2.0
package dev.osc.demo.twins;

import java.sql.SQLException;
import java.util.List;

/** What one product's SQL says otherwise than another's, as far as the twins need it. Stateless. */
public interface TwinDialect {

    /** The statements that create a table as every product has it, under that name. */
    List<String> create(String table);

    /** The statement that has the server count both tables' rows. */
    String analyze(String table, String twin);

    /**
     * Inserts a row, or does something else where there is one of its id.
     *
     * @param columns the columns' names, with commas between
     * @param row the row's values in parentheses
     * @param replace whether the whole row is replaced, else only its total and remark
     */
    String upsert(String columns, String row, boolean replace);

    /** Whether the server ended a transaction because others stood in its way: the application tries again. */
    boolean turnsAway(SQLException failure);
}
