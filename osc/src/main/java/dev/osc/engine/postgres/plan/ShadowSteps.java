// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.plan;

import dev.osc.engine.postgres.alter.Statement;
import dev.osc.engine.postgres.shadow.ScratchTable;
import dev.osc.plan.Migration;
import dev.osc.plan.Step;
import dev.osc.schema.ColumnMapping.Pair;
import dev.osc.schema.KeyShape;
import dev.osc.schema.TableName;
import dev.osc.schema.postgres.PostgresDialect;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The steps of a change by way of a shadow, in the order in which they are taken. */
final class ShadowSteps {

    private static final String NONE = "none";

    private final PostgresDialect dialect = new PostgresDialect();
    private final Migration migration;
    private final Statement.Alter alter;
    private final String source;
    private final String shadow;

    ShadowSteps(Migration migration, Statement.Alter alter) {
        this.migration = migration;
        this.alter = alter;
        this.source = dialect.quote(migration.source().name());
        this.shadow = dialect.quote(migration.shadow().name());
    }

    List<Step> steps() {
        List<Step> steps = new ArrayList<>(List.of(
                new Step("check", "settings, privileges and the table's own keys are looked at", List.of(), NONE),
                shadow(),
                new Step(
                        "follow",
                        "a publication of the table and a replication slot are made, before the first row is copied; the"
                                + " slot waits for the transactions that run",
                        List.of(),
                        "none that a reader or writer waits for; the server keeps the log from here on"),
                copy(),
                replay(),
                new Step(
                        "indexes",
                        "plain indexes that were left off for the copy are built in one sorted pass (--defer-indexes),"
                                + " statistics are made",
                        List.of("CREATE INDEX … ON " + shadow, "ANALYZE " + shadow),
                        "none: the shadow is nobody else's"),
                new Step(
                        "verify",
                        "both tables are compared in the server, row by row, in ranges of the key; a row that differs though nobody"
                                + " is changing it ends the run before the swap (--no-verify leaves it out)",
                        List.of(),
                        "ACCESS SHARE: both are read as any SELECT reads them"),
                cutOver()));
        List<String> adds = migration.succession().adds();
        if (adds.stream().anyMatch(add -> add.contains("FOREIGN KEY"))) {
            steps.add(new Step(
                    "validate",
                    "foreign keys, which the new table got without looking at its rows, are proved",
                    List.of("ALTER TABLE " + source + " VALIDATE CONSTRAINT …"),
                    "SHARE UPDATE EXCLUSIVE, and ROW SHARE on the other table: no reader or writer waits"));
        }
        steps.add(new Step(
                "keep",
                "the table as it was stays under its retired name until you drop it",
                List.of("DROP TABLE " + dialect.quote(migration.retired()) + "  -- yours to run"),
                NONE));
        return steps;
    }

    private Step shadow() {
        TableName scratch = new TableName(
                ScratchTable.schemaOf(migration.source().name()),
                migration.source().name().table());
        return new Step(
                "shadow",
                "an empty shadow is made under the table's own name in a schema of its own, altered there, and moved"
                        + " beside the table; the server has the last word on the ALTER here",
                List.of(
                        "CREATE TABLE " + dialect.quote(scratch) + " (LIKE " + source + " INCLUDING …)",
                        "ALTER TABLE " + dialect.quote(scratch) + " " + alter.clauses()),
                "ACCESS SHARE for an instant, as any SELECT: the shadow is nobody else's");
    }

    private Step copy() {
        return new Step(
                "copy",
                "rows are copied in chunks of the key " + migration.key().keyName()
                        + ", each chunk one statement of about 100 ms",
                List.of(insert() + " WHERE (" + key(part -> part.column().name()) + ") in a range"),
                "ACCESS SHARE: the source is read as any SELECT reads it");
    }

    private Step replay() {
        return new Step(
                "replay",
                "keys of changed rows are taken from the log, and their rows brought up to date in the shadow",
                List.of(
                        "DELETE FROM " + shadow + " WHERE (" + key(KeyShape.Part::shadowName) + ") IN (changed keys)",
                        insert() + " WHERE (" + key(part -> part.column().name()) + ") IN (changed keys)"),
                "ACCESS SHARE on the source: no reader or writer waits");
    }

    private Step cutOver() {
        return new Step(
                "cut-over",
                "both tables are locked, the last changes replayed, and the names swapped, all in one transaction; indexes,"
                        + " constraints and sequences get their names, what hangs on the table goes with it",
                List.of(
                        "LOCK TABLE " + source + ", " + shadow + " IN ACCESS EXCLUSIVE MODE"
                                + "  -- NOWAIT at first; without a gap queued for, longer with each attempt",
                        "ALTER TABLE " + source + " RENAME TO "
                                + dialect.quote(migration.retired().table()),
                        "ALTER TABLE " + shadow + " RENAME TO "
                                + dialect.quote(migration.source().name().table())),
                "readers and writers of the table wait, for a blink and within the lock timeout; refused, it is tried"
                        + " again later");
    }

    private String insert() {
        String values = migration.mapping().pairs().stream()
                .map(pair -> pair.expression() == null ? dialect.quote(pair.source()) : pair.expression())
                .collect(Collectors.joining(", "));
        String into = migration.mapping().pairs().stream()
                .map(Pair::shadow)
                .map(dialect::quote)
                .collect(Collectors.joining(", "));
        return "INSERT INTO %s (%s) SELECT %s FROM %s".formatted(shadow, into, values, source);
    }

    private String key(Function<KeyShape.Part, String> side) {
        return migration.key().parts().stream().map(side).map(dialect::quote).collect(Collectors.joining(", "));
    }
}
