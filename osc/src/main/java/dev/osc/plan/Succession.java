// SPDX-License-Identifier: Apache-2.0
package dev.osc.plan;

import java.util.List;
import java.util.Map;

/**
 * What else changes hands at the swap, on servers where names and constraints belong to more than the table.
 *
 * @param names the shadow's indexes, constraints, sequences by their names until then, and what they are called after it
 * @param columns the source's columns that live on, and their names in the shadow; generated ones too
 * @param drops constraints of the source that the change gives up and the shadow never had
 * @param adds constraints, as clauses of an ALTER TABLE, that the shadow gets only then
 * @param definition what the shadow took over from its source, as the engine puts it, of the moment it was made; empty: not looked at
 */
public record Succession(
        Map<String, String> names,
        Map<String, String> columns,
        List<String> drops,
        List<String> adds,
        String definition) {

    /** Where all of it belongs to the table, and goes with it. */
    public static Succession nothingBut(String definition) {
        return new Succession(Map.of(), Map.of(), List.of(), List.of(), definition);
    }

    public Succession {
        names = Map.copyOf(names);
        columns = Map.copyOf(columns);
        drops = List.copyOf(drops);
        adds = List.copyOf(adds);
    }
}
