// SPDX-License-Identifier: Apache-2.0
/**
 * What a change means and how osc will go about it, before anything is touched: the parsed ALTER as a list of
 * clauses, which source column fills which shadow column, which key carries the rows, and the plan as named steps
 * that can be printed.
 *
 * <p>Invariants: nothing here talks to a server or knows a product; every result is a value; whatever cannot be
 * carried is a {@link dev.osc.plan.Finding} or an {@link dev.osc.plan.AlterReading.Problem} that names the thing and
 * the next step.
 */
@NullMarked
package dev.osc.plan;

import org.jspecify.annotations.NullMarked;
