// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.direct;

import java.util.List;

/** One step of a direct change. Each is over, or has not happened, when the next begins. */
public sealed interface Move {

    /** As they are sent, in order. */
    List<String> statements();

    /**
     * One short transaction that changes the catalogue alone.
     *
     * @param lock the strongest lock that it takes on the table, as {@code pg_locks} calls it without "Lock"
     */
    record Brief(String name, String does, List<String> statements, String lock) implements Move {
        public Brief {
            statements = List.copyOf(statements);
        }
    }

    /**
     * Reads all rows to prove a rule that new rows already keep. VALIDATE CONSTRAINT takes SHARE UPDATE EXCLUSIVE, which no
     * reader or writer waits for, and ROW SHARE on a foreign key's other table (manual, "ALTER TABLE").
     *
     * @param constraint by the name that it has meanwhile
     * @param wanted by the name that it is to have, or what it stands for
     */
    record Prove(String constraint, String wanted, String statement) implements Move {
        @Override
        public List<String> statements() {
            return List.of(statement);
        }
    }

    /**
     * Builds an index beside writers (manual, "CREATE INDEX", Building Indexes Concurrently).
     *
     * @param index by the name that it has meanwhile
     * @param wanted by the name that it is to have
     */
    record Build(String index, String wanted, String statement) implements Move {
        @Override
        public List<String> statements() {
            return List.of(statement);
        }
    }
}
