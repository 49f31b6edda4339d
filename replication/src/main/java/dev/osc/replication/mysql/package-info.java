// SPDX-License-Identifier: Apache-2.0
/**
 * MySQL's change stream, 5.7 and newer: GTIDs, compressed transactions, XA, and a start position behind which nothing is
 * missed (I1). Everything that MariaDB shares is in {@link dev.osc.replication.binlog}.
 */
@NullMarked
package dev.osc.replication.mysql;

import org.jspecify.annotations.NullMarked;
