// SPDX-License-Identifier: Apache-2.0
/** Events as bytes: cut from the connection, checksums verified, nothing decoded but the header. */
@NullMarked
package dev.osc.replication.binlog.event;

import org.jspecify.annotations.NullMarked;
