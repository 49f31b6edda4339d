// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.postgres.estate;

import dev.osc.schema.TableName;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which table follows which, and what the change does to what they hold. The catalogue tells everything else.
 *
 * @param shadow the table as it will be; need not exist while a plan is made
 * @param columns every column of the source that is carried, to its name in the shadow; dropped ones are absent, generated ones
 *     are there
 * @param names names that the shadow's indexes, constraints, identity sequences and statistics objects have now, to those they
 *     get by the swap
 * @param drops names of the source's constraints that the change drops and the shadow never had
 * @param adds what else the change asks for, as clauses of ALTER TABLE that the new table gets at the end of the swap, in the
 *     session's own search path; foreign keys get NOT VALID where they don't say so
 * @param definition the source's {@link dev.osc.cutover.postgres.SourceDefinition} when the shadow was made; empty: not known
 * @param ownPublications publications that are no part of the user's schema and stay where they are
 */
public record Succession(
        TableName source,
        TableName shadow,
        TableName retired,
        Map<String, String> columns,
        Map<String, String> names,
        Set<String> drops,
        List<String> adds,
        String definition,
        Set<String> ownPublications) {

    public Succession {
        columns = Map.copyOf(columns);
        names = Map.copyOf(names);
        drops = Set.copyOf(drops);
        adds = List.copyOf(adds);
        ownPublications = Set.copyOf(ownPublications);
        if (!source.schema().equals(shadow.schema()) || !source.schema().equals(retired.schema())) {
            throw new IllegalArgumentException(
                    source + ", " + shadow + " and " + retired + " lie in different schemas");
        }
    }

    /** What the retired table's own objects are called by: its own suffix. */
    public String retiredSuffix() {
        return retired.equals(source.retired()) ? "_osc_old" : "_osc_new";
    }

    /** The name that an object of the shadow gets by the swap. */
    public String finalName(String name) {
        return names.getOrDefault(name, name);
    }
}
