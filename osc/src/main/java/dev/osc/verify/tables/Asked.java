// SPDX-License-Identifier: Apache-2.0
package dev.osc.verify.tables;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be compared, and how.
 *
 * @param database where a table is looked for that is named without one
 * @param table as typed
 * @param against as typed; null: the table's shadow, or if there is none, its retired table
 * @param names columns of the source that have another name in the other table
 * @param workers ranges compared at once; 0: as many as suit the server
 * @param chunkRows rows of the first range of each worker
 * @param chunkTime what a range aims to take
 * @param retries how many failures in a row end a statement's retries
 */
public record Asked(
        String database,
        String table,
        @Nullable String against,
        Map<String, String> names,
        int workers,
        int chunkRows,
        Duration chunkTime,
        int retries) {

    public Asked {
        names = Map.copyOf(names);
    }
}
