// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog;

/** Which transactions a position stands behind, by the server's own names for them. Immutable; one form for each product. */
public interface Gtids {

    /** As the server writes and reads it, without blanks. */
    String text();
}
