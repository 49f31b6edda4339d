// SPDX-License-Identifier: Apache-2.0
package dev.osc.plan;

import dev.osc.schema.TableName;
import java.util.List;

/** What reading the user's ALTER came to: a change that osc can carry out, or one problem that the user can mend. */
public sealed interface AlterReading permits ParsedAlter, AlterReading.Problem {

    /** The message is one line and ends with the next step. */
    sealed interface Problem extends AlterReading {
        String message();
    }

    /**
     * The text is not an ALTER of this server's grammar.
     *
     * @param line 1-based
     * @param column 1-based, in characters as a person counts them
     * @param excerpt the line and, under it, a caret at the column
     */
    record SyntaxProblem(int line, int column, String reason, String excerpt) implements Problem {
        @Override
        public String message() {
            return "syntax error in the ALTER at line %d, column %d: %s".formatted(line, column, reason);
        }
    }

    /** The server may know it, osc does not carry it out. */
    record Unsupported(String what, String why, String remedy) implements Problem {
        @Override
        public String message() {
            return "%s is not supported: %s; %s".formatted(what, why, remedy);
        }
    }

    /**
     * A column or key that the source does not have.
     *
     * @param kind what was named: "column" or "key"
     * @param nearest names that the source has, most alike first; possibly none
     */
    record NoSuchName(String kind, String name, TableName table, List<String> nearest) implements Problem {
        public NoSuchName {
            nearest = List.copyOf(nearest);
        }

        @Override
        public String message() {
            String hint = nearest.isEmpty()
                    ? "it has no %s like it".formatted(kind)
                    : "did you mean " + String.join(" or ", nearest) + "?";
            return "%s has no %s %s: %s".formatted(table, kind, name, hint);
        }
    }

    /** The statement names one table, the command line another. */
    record WrongTable(NamedTable named, TableName expected) implements Problem {
        @Override
        public String message() {
            return "the ALTER names table %s, but the table to change is %s: name the same one, or give the clauses alone"
                    .formatted(named, expected);
        }
    }
}
