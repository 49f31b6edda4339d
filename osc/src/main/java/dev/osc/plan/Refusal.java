// SPDX-License-Identifier: Apache-2.0
package dev.osc.plan;

import dev.osc.failure.OscException;
import dev.osc.schema.TableName;
import java.util.List;
import java.util.stream.Collectors;

/** Ends a command on what stands in the way of a change, all of it at once; the first finding's code is the process's. */
public final class Refusal {

    private Refusal() {}

    /** Whether one of the findings blocks. */
    public static boolean blocked(List<Finding> findings) {
        return findings.stream().anyMatch(f -> f.severity() == Finding.Severity.BLOCKS);
    }

    /** @throws OscException when one of the findings blocks */
    public static void onBlocking(TableName table, List<Finding> findings) {
        List<Finding> blocking = findings.stream()
                .filter(f -> f.severity() == Finding.Severity.BLOCKS)
                .toList();
        if (!blocking.isEmpty()) {
            throw new OscException(
                            blocking.getFirst().code(),
                            blocking.stream().map(Finding::text).collect(Collectors.joining("\n  ")),
                            blocking.stream().map(Finding::remedy).distinct().collect(Collectors.joining("\n  ")))
                    .and("(" + table + " is untouched)");
        }
    }
}
