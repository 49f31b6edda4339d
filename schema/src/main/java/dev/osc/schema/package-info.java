// SPDX-License-Identifier: Apache-2.0
/**
 * Tables, columns and keys as a server describes them, and how to write their names and key values in SQL. A leaf: no
 * threads, no decisions, nothing but {@code java.sql}.
 */
@NullMarked
package dev.osc.schema;

import org.jspecify.annotations.NullMarked;
