// SPDX-License-Identifier: Apache-2.0
/**
 * Comparing two tables in PostgreSQL's SQL: a full join over the key of ranges of both, row images first, and where those
 * differ, texts.
 */
@NullMarked
package dev.osc.engine.postgres.compare;

import org.jspecify.annotations.NullMarked;
