// SPDX-License-Identifier: Apache-2.0
/** Changes in place, and what is planned, on real PostgreSQL servers. */
@NullMarked
package dev.osc.it.plan.postgres;

import org.jspecify.annotations.NullMarked;
