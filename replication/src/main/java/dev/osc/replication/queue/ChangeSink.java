// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.queue;

import dev.osc.replication.Change;

/** Takes changes in the log's order; waits while there is no room for more. */
public interface ChangeSink {

    void put(Change change);
}
