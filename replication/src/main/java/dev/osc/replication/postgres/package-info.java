// SPDX-License-Identifier: Apache-2.0
/**
 * PostgreSQL's change stream, 14 and newer, by logical replication: a publication of the one table, a persistent slot, and
 * pgoutput's messages on a connection of their own. What the server keeps for it is made and dropped in
 * {@link dev.osc.replication.postgres.slot}; the messages are read in {@link dev.osc.replication.postgres.pgoutput}.
 */
@NullMarked
package dev.osc.replication.postgres;

import org.jspecify.annotations.NullMarked;
