// SPDX-License-Identifier: Apache-2.0
/**
 * Row events to keys, on byte arrays alone: no I/O, no threads. Only the watched table's key columns are decoded; every
 * other column is skipped by its length, so no value of the application is ever interpreted. Whatever does not fit the
 * format throws {@link dev.osc.replication.binlog.row.Undecodable}: nothing is guessed.
 */
@NullMarked
package dev.osc.replication.binlog.row;

import org.jspecify.annotations.NullMarked;
