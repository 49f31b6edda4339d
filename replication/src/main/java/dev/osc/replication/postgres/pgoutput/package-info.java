// SPDX-License-Identifier: Apache-2.0
/**
 * The messages of pgoutput, protocol 1 and 2 (manual, "Logical Replication Message Formats"): from bytes to records, without
 * connection, clock or thread. Only text values; a row's values stay bytes until somebody asks for one.
 */
@NullMarked
package dev.osc.replication.postgres.pgoutput;

import org.jspecify.annotations.NullMarked;
