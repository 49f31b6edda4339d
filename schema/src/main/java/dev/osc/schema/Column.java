// SPDX-License-Identifier: Apache-2.0
package dev.osc.schema;

/**
 * One column.
 *
 * @param name in the server's spelling
 * @param ordinal position in the table, 1-based; the order of a row's values in the log
 * @param nullable whether it may hold NULL
 * @param generated whether the server computes it (virtual or stored): it is read, never written
 * @param autoIncrement whether the server numbers it
 */
public record Column(
        String name, int ordinal, ColumnType type, boolean nullable, boolean generated, boolean autoIncrement) {}
