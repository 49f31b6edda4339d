// SPDX-License-Identifier: Apache-2.0
/**
 * Change streams: from a server's own log, the keys of one table's changed rows. Knows nothing of migrations; what a
 * key is worth is decided by whoever polls.
 */
@NullMarked
package dev.osc.replication;

import org.jspecify.annotations.NullMarked;
