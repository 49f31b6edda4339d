// SPDX-License-Identifier: Apache-2.0
/** PostgreSQL's catalogue, names and key values in SQL. */
@NullMarked
package dev.osc.schema.postgres;

import org.jspecify.annotations.NullMarked;
