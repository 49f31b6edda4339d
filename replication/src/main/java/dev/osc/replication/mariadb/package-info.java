// SPDX-License-Identifier: Apache-2.0
/**
 * What is MariaDB's own in its change stream, 10.5 and newer: GTIDs, which name each group and stand for its BEGIN, compressed
 * events (log_bin_compress), and a start position. What MySQL shares is in {@link dev.osc.replication.binlog.group}.
 */
@NullMarked
package dev.osc.replication.mariadb;

import org.jspecify.annotations.NullMarked;
