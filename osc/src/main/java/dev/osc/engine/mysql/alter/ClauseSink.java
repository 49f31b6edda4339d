// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.alter;

import dev.osc.plan.AlterReading.Problem;
import dev.osc.plan.Clause;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes what the readers of the clause families find, in the order written. Not thread-safe. */
final class ClauseSink {

    private final List<Clause> clauses = new ArrayList<>();
    private final List<String> neighbours = new ArrayList<>();
    private final List<String> droppedConstraints = new ArrayList<>();
    private @Nullable Problem refusal;

    void add(Clause clause) {
        clauses.add(clause);
    }

    /** A column after which another is to stand. */
    void neighbour(String after) {
        neighbours.add(after);
    }

    /** A constraint that may be a key or a CHECK: only the table can tell. */
    void dropConstraint(String name) {
        droppedConstraints.add(name);
    }

    /** The first refusal is the one that is reported. */
    void refuse(Problem problem) {
        if (refusal == null) {
            refusal = problem;
        }
    }

    List<Clause> clauses() {
        return clauses;
    }

    List<String> neighbours() {
        return neighbours;
    }

    List<String> droppedConstraints() {
        return droppedConstraints;
    }

    @Nullable
    Problem refusal() {
        return refusal;
    }
}
