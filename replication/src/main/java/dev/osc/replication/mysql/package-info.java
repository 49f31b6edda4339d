// SPDX-License-Identifier: Apache-2.0
/**
 * What is MySQL's own in its change stream, 5.7 and newer: GTIDs, compressed transactions, and a start position behind which nothing is
 * missed (I1). What MariaDB shares is in {@link dev.osc.replication.binlog.group}.
 */
@NullMarked
package dev.osc.replication.mysql;

import org.jspecify.annotations.NullMarked;
