// SPDX-License-Identifier: Apache-2.0
package dev.osc.plan;

import dev.osc.failure.ExitCode;
import dev.osc.schema.TableName;
import java.util.List;

/** What reading the user's ALTER came to: a change that osc can carry out, or one problem that the user can mend. */
public sealed interface AlterReading permits ParsedAlter, AlterReading.Problem {

    /** What the user must mend. */
    sealed interface Problem extends AlterReading {
        ExitCode code();

        /** What is wrong, in one line without a full stop. */
        String text();

        /** What to do about it, in one line. */
        String nextStep();

        /** Both in one line. */
        default String message() {
            return text() + ": " + nextStep();
        }
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
        public ExitCode code() {
            return ExitCode.SYNTAX;
        }

        @Override
        public String text() {
            return "syntax error in the ALTER at line %d, column %d, %s".formatted(line, column, reason);
        }

        @Override
        public String nextStep() {
            return "correct it there";
        }
    }

    /** The server may know it, osc does not carry it out. */
    record Unsupported(String what, String why, String remedy) implements Problem {
        @Override
        public ExitCode code() {
            return ExitCode.UNSUPPORTED_CHANGE;
        }

        @Override
        public String text() {
            return what + " is not supported, as " + why;
        }

        @Override
        public String nextStep() {
            return remedy;
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
        public ExitCode code() {
            return ExitCode.NO_SUCH_COLUMN;
        }

        @Override
        public String text() {
            return "%s has no %s %s".formatted(table, kind, name);
        }

        @Override
        public String nextStep() {
            return nearest.isEmpty()
                    ? "SHOW CREATE TABLE lists what it has"
                    : "did you mean " + String.join(" or ", nearest) + "?";
        }
    }

    /** The statement names one table, the command line another. */
    record WrongTable(NamedTable named, TableName expected) implements Problem {
        @Override
        public ExitCode code() {
            return ExitCode.USAGE;
        }

        @Override
        public String text() {
            return "the ALTER names table %s, but the table to change is %s".formatted(named, expected);
        }

        @Override
        public String nextStep() {
            return "name the same one, or give the clauses alone";
        }
    }
}
