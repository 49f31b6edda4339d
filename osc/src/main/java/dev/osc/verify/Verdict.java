// SPDX-License-Identifier: Apache-2.0
package dev.osc.verify;

import java.util.List;

/**
 * What a comparison came to.
 *
 * @param again rows that differed at the first look
 * @param unsteady rows that changed at every look, and were not compared
 * @param repaired rows that had to be repaired, and agree now, as they were before
 * @param defects rows that differ
 * @param whole whether every range was compared; not when there were too many defects
 */
public record Verdict(long again, long unsteady, List<Difference> repaired, List<Difference> defects, boolean whole) {

    public Verdict {
        repaired = List.copyOf(repaired);
        defects = List.copyOf(defects);
    }
}
