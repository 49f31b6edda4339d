// SPDX-License-Identifier: Apache-2.0
/** Sessions on a PostgreSQL server: how they are opened and set, pooled, locked with and ended. */
@NullMarked
package dev.osc.engine.postgres.session;

import org.jspecify.annotations.NullMarked;
