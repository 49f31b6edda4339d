// SPDX-License-Identifier: Apache-2.0
package dev.osc.plan;

import java.util.List;
import java.util.Map;

/**
 * What must be remembered of a change to undo it, and can't be read off the tables after the swap. Belongs to the checkpoint.
 *
 * @param columns every column that lives on, by its name after the change, to the one before; generated ones too
 * @param names objects of the table as it was, by the names that the swap gives them, to their own; empty where they have none
 * @param adds constraints, as clauses of an ALTER TABLE, that the table as it was had and the swap takes from it
 * @param foreignKeys names of the foreign keys that the table as it was had
 */
public record WayBack(
        Map<String, String> columns, Map<String, String> names, List<String> adds, List<String> foreignKeys) {

    public WayBack {
        columns = Map.copyOf(columns);
        names = Map.copyOf(names);
        adds = List.copyOf(adds);
        foreignKeys = List.copyOf(foreignKeys);
    }
}
