// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight.facts;

/**
 * A foreign key from or to the table.
 *
 * @param text in a few words
 * @param schema of the table that it belongs to
 * @param parentSchema of the table that it refers to
 * @param own whether it belongs to the table
 * @param pointing whether it refers to the table
 * @param cascades whether what is deleted or changed in the one table is in the other
 */
public record ForeignKey(
        String text, String schema, String parentSchema, boolean own, boolean pointing, boolean cascades) {}
