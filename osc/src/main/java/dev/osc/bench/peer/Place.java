// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench.peer;

/**
 * What a peer is to rebuild, and where.
 *
 * @param user who needs no password
 * @param alter the change, without the words ALTER TABLE
 * @param processors the machine's
 */
public record Place(String host, int port, String user, String database, String table, String alter, int processors) {}
