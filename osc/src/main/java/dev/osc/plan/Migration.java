// SPDX-License-Identifier: Apache-2.0
package dev.osc.plan;

import dev.osc.schema.Column;
import dev.osc.schema.ColumnMapping;
import dev.osc.schema.ColumnMapping.Pair;
import dev.osc.schema.KeyShape;
import dev.osc.schema.Table;
import dev.osc.schema.TableName;
import java.util.List;

/**
 * A change by way of a shadow, worked out and ready to run: both tables exist.
 *
 * @param id unique to this attempt
 * @param back whether the shadow is a table that had been retired: it is kept as it was where the source has nothing to say
 * @param key identifies a row on both sides
 * @param shadowKey the name of the shadow's key over the same columns
 */
public record Migration(
        String id,
        Table source,
        Table shadow,
        TableName retired,
        KeyShape key,
        String shadowKey,
        ColumnMapping mapping,
        Succession succession,
        boolean back) {

    /** The same under the id of the attempt that it goes on with. */
    public Migration as(String earlier) {
        return new Migration(earlier, source, shadow, retired, key, shadowKey, mapping, succession, back);
    }

    /** Columns that only the shadow has: a flush that deletes and inserts would empty them in a table that keeps its values. */
    public List<Column> onlyInShadow() {
        return shadow.columns().stream()
                .filter(column -> !column.generated())
                .filter(column -> mapping.pairs().stream().map(Pair::shadow).noneMatch(column.name()::equals))
                .toList();
    }
}
