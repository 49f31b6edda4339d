// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog.group;

import dev.osc.replication.binlog.StatementGuard;
import dev.osc.replication.binlog.TableChanges;
import dev.osc.replication.binlog.statement.WatchedTable;
import dev.osc.schema.KeyShape;

/** The table whose changes are wanted: its rows, statements that name it, and from when on the name means it. */
public record Subject(TableChanges tables, StatementGuard guard, Passage passage) {

    public static Subject of(WatchedTable watched, KeyShape shape, Passage passage) {
        return new Subject(new TableChanges(watched, shape), new StatementGuard(watched), passage);
    }
}
