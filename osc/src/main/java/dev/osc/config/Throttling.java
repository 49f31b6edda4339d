// SPDX-License-Identifier: Apache-2.0
package dev.osc.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run is to wait for.
 *
 * @param thresholds from where on, by name and as typed; they can be changed while it goes on
 * @param flagFiles it waits while one of them is there
 * @param panicFile it stops when this file is there; null: none
 * @param niceRatio after a chunk its worker rests so many times as long as it took
 */
public record Throttling(
        Map<String, String> thresholds,
        List<Path> flagFiles,
        @Nullable Path panicFile,
        double niceRatio) {

    public static final Throttling NONE = new Throttling(Map.of(), List.of(), null, 0);

    public Throttling {
        thresholds = Map.copyOf(thresholds);
        flagFiles = List.copyOf(flagFiles);
    }
}
