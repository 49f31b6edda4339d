// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.alter;

import dev.osc.plan.AlterReading.Problem;
import dev.osc.plan.Clause;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.IdentifierContext;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Takes what the readers of the clause families find, in the order written. Not thread-safe. */
final class ClauseSink {

    private final List<Clause> clauses = new ArrayList<>();
    private final List<String> neighbours = new ArrayList<>();
    private final List<Clause.AlterCheck> droppedConstraints = new ArrayList<>();
    private final AlterText text;
    private final Token first;
    private @Nullable Problem refusal;

    /** @param first with which the clauses begin */
    ClauseSink(AlterText text, Token first) {
        this.text = text;
        this.first = first;
    }

    void add(Clause clause) {
        clauses.add(clause);
    }

    /** A column after which another is to stand. */
    void neighbour(String after) {
        neighbours.add(after);
    }

    /** A constraint that may be a key or a CHECK: only the table can tell. */
    void dropConstraint(IdentifierContext name) {
        droppedConstraints.add(check(name));
    }

    void alterCheck(IdentifierContext name) {
        add(check(name));
    }

    private Clause.AlterCheck check(IdentifierContext name) {
        int end = Words.text(text.tokens(), first, name.getStop()).length();
        String written = name.getText();
        return new Clause.AlterCheck(Words.name(name), end - written.length(), written);
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

    List<Clause.AlterCheck> droppedConstraints() {
        return droppedConstraints;
    }

    @Nullable
    Problem refusal() {
        return refusal;
    }
}
