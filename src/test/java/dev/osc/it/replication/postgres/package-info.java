// SPDX-License-Identifier: Apache-2.0
/** PostgreSQL's change stream against real servers: keys, transactions, beginnings, ends, and what it survives. */
@NullMarked
package dev.osc.it.replication.postgres;

import org.jspecify.annotations.NullMarked;
