// SPDX-License-Identifier: Apache-2.0
/**
 * Comparing two tables in MySQL's SQL: a join over the key, column by column with {@code <=>} in a form that hides no
 * difference. Where only the server's own assignment gives a value in its new type, the source's rows are first put into a
 * temporary table as the copy would put them into the shadow.
 */
@NullMarked
package dev.osc.engine.mysql.compare;

import org.jspecify.annotations.NullMarked;
