// SPDX-License-Identifier: Apache-2.0
/** Where a stream may begin: the log's end, and who has logged something before it that nobody can see yet (I1). */
@NullMarked
package dev.osc.replication.binlog.start;

import org.jspecify.annotations.NullMarked;
