// SPDX-License-Identifier: Apache-2.0
package dev.osc.plan;

import java.util.List;

/**
 * One step of a plan.
 *
 * @param name a short name, unique within its plan: {@code copy}, {@code cut-over}
 * @param does what happens, in a sentence
 * @param statements the statements that are sent, as they are or as patterns; possibly none
 * @param locks what the application may notice, in plain words
 */
public record Step(String name, String does, List<String> statements, String locks) {

    public Step {
        statements = List.copyOf(statements);
    }
}
