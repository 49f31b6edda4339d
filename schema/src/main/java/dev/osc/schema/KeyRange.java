// SPDX-License-Identifier: Apache-2.0
package dev.osc.schema;

import org.jspecify.annotations.Nullable;

/**
 * The keys above {@code low} up to and including {@code high}, in the source's key order.
 *
 * @param low exclusive; null is below every key
 * @param high inclusive; null is the open end of the table
 */
public record KeyRange(@Nullable KeyTuple low, @Nullable KeyTuple high) {}
