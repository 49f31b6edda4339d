// SPDX-License-Identifier: Apache-2.0
package dev.osc.verify;

import dev.osc.plan.Migration;
import dev.osc.schema.ColumnMapping;
import dev.osc.schema.KeyShape;
import dev.osc.schema.Table;

/**
 * Two tables that should hold the same, and how the rows of the one are found in the other.
 *
 * @param source whose values are taken as they are to be
 * @param shadow whose values are looked at
 * @param key identifies a row on both sides
 * @param shadowKey the name of the shadow's key over the same columns
 * @param mapping the columns to be compared
 */
public record Compared(Table source, Table shadow, KeyShape key, String shadowKey, ColumnMapping mapping) {

    public static Compared of(Migration migration) {
        return new Compared(
                migration.source(), migration.shadow(), migration.key(), migration.shadowKey(), migration.mapping());
    }
}
