// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.plan;

import dev.osc.plan.Migration;
import dev.osc.plan.ParsedAlter;
import dev.osc.plan.Step;
import dev.osc.schema.ColumnMapping.Pair;
import dev.osc.schema.Dialect;
import dev.osc.schema.KeyShape;
import dev.osc.schema.TableName;
import dev.osc.schema.mysql.MySqlAssignment;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The steps of a change by way of a shadow, in the order in which they are taken. */
final class ShadowSteps {

    private static final String NONE = "none";

    private final Dialect dialect;
    private final Migration migration;
    private final boolean renamesUnderLock;
    private final String source;
    private final String shadow;

    ShadowSteps(Dialect dialect, Migration migration, boolean renamesUnderLock) {
        this.dialect = dialect;
        this.migration = migration;
        this.renamesUnderLock = renamesUnderLock;
        this.source = dialect.quote(migration.source().name());
        this.shadow = dialect.quote(migration.shadow().name());
    }

    List<Step> of(ParsedAlter alter) {
        return List.of(
                new Step("check", "settings, privileges and the table's own keys are looked at", List.of(), NONE),
                new Step(
                        "follow",
                        "the binary log is opened and its position noted, before the first row is copied",
                        List.of(),
                        NONE),
                new Step(
                        "shadow",
                        "an empty shadow is made and altered; the server has the last word on the ALTER here",
                        List.of(
                                "CREATE TABLE " + shadow + " LIKE " + source,
                                "ALTER TABLE " + shadow + " " + alter.sql()),
                        "none that a writer waits for: the shadow is nobody else's"),
                copy(),
                replay(),
                finish(),
                new Step(
                        "verify",
                        "both tables are compared in the server, row by row, in ranges of the key; a row that differs though nobody"
                                + " is changing it ends the run before the swap (--no-verify leaves it out)",
                        List.of(),
                        "none: both are read as any SELECT reads them"),
                renamesUnderLock ? lockedRename() : sentryRename(),
                new Step(
                        "keep",
                        "the table as it was stays under its retired name until you drop it",
                        List.of("DROP TABLE " + dialect.quote(migration.retired()) + "  -- yours to run"),
                        NONE));
    }

    private Step copy() {
        return new Step(
                "copy",
                "rows are copied in chunks of the key " + migration.key().keyName()
                        + ", each chunk one statement of about 100 ms",
                List.of(insert() + " WHERE (" + key(part -> part.column().name()) + ") in a range"),
                "none on the source: it is read as any SELECT reads it");
    }

    private Step replay() {
        return new Step(
                "replay",
                "keys of changed rows are taken from the binary log, and their rows brought up to date in the shadow",
                List.of(
                        "DELETE FROM " + shadow + " WHERE (" + key(KeyShape.Part::shadowName) + ") IN (changed keys)",
                        insert() + " WHERE (" + key(part -> part.column().name()) + ") IN (changed keys)"),
                "none on the source that a writer waits for");
    }

    private Step finish() {
        return new Step(
                "indexes",
                "plain indexes that were left off for the copy are built in one sorted pass (--defer-indexes), statistics are made",
                List.of(
                        "ALTER TABLE " + shadow + " ADD KEY …, ALGORITHM=INPLACE, LOCK=SHARED",
                        "ANALYZE TABLE " + shadow),
                "none: the shadow is nobody else's");
    }

    private Step lockedRename() {
        return new Step(
                "cut-over",
                "both tables are locked, the last changes replayed, the names swapped in one step",
                List.of(
                        "LOCK TABLES " + source + " WRITE, " + shadow + " WRITE",
                        "RENAME TABLE " + source + " TO " + retired() + ", " + shadow + " TO " + source,
                        "UNLOCK TABLES"),
                "readers and writers of the table wait, for a blink and within the lock timeout; refused, it is tried again later");
    }

    private Step sentryRename() {
        return new Step(
                "cut-over",
                "the source is locked, the last changes replayed, and a RENAME that already waits swaps the names",
                List.of(
                        "CREATE TABLE " + retired() + " as a sentry",
                        "LOCK TABLES " + source + " READ, " + retired() + " WRITE"
                                + "  -- after a second without a gap between writers: all three WRITE",
                        "RENAME TABLE " + source + " TO " + retired() + ", " + shadow + " TO " + source
                                + "  -- in another session",
                        "DROP TABLE " + retired(),
                        "UNLOCK TABLES"),
                "writers of the table (and readers, under WRITE) wait, for a blink and"
                        + " within the lock timeout; refused, it is tried again later");
    }

    private String insert() {
        return "INSERT INTO %s (%s) SELECT %s FROM %s"
                .formatted(
                        shadow,
                        columns(pair -> dialect.quote(pair.shadow())),
                        columns(pair -> MySqlAssignment.value(migration.source(), migration.shadow(), pair)),
                        source);
    }

    private String columns(Function<Pair, String> side) {
        return migration.mapping().pairs().stream().map(side).collect(Collectors.joining(", "));
    }

    private String key(Function<KeyShape.Part, String> side) {
        return migration.key().parts().stream().map(side).map(dialect::quote).collect(Collectors.joining(", "));
    }

    private String retired() {
        TableName name = migration.retired();
        return dialect.quote(name);
    }
}
