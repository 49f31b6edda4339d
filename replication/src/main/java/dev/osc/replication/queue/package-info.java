// SPDX-License-Identifier: Apache-2.0
/** Between the thread that reads a server's log and the one that polls: bounded, so that the log waits on the server. */
@NullMarked
package dev.osc.replication.queue;

import org.jspecify.annotations.NullMarked;
