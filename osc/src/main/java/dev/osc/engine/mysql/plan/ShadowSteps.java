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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The steps of a change by way of a shadow, in the order in which they are taken. */
final class ShadowSteps {

    private static final String NONE = "none";

    private final Dialect dialect;
    private final Migration migration;
    private final boolean renamesUnderLock;
    private final Set<String> carried;
    private final String source;
    private final String shadow;

    /** @param carried the checks that have found something: triggers, foreign keys */
    ShadowSteps(Dialect dialect, Migration migration, boolean renamesUnderLock, Set<String> carried) {
        this.dialect = dialect;
        this.migration = migration;
        this.renamesUnderLock = renamesUnderLock;
        this.carried = Set.copyOf(carried);
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
                        "the table as it was stays under its retired name until you drop it"
                                + (carried.isEmpty() ? "" : ", without triggers and foreign keys"),
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
        List<String> statements = new ArrayList<>();
        statements.add("LOCK TABLES " + source + " WRITE, " + shadow + " WRITE"
                + (keys() ? ", WRITE of each table whose keys refer to it" : ""));
        statements.addAll(taken());
        statements.add("RENAME TABLE " + source + " TO " + retired() + ", " + shadow + " TO " + source);
        statements.addAll(named());
        statements.add("UNLOCK TABLES");
        return new Step(
                "cut-over",
                "both tables are locked, the last changes replayed, the names swapped in one step",
                statements,
                "readers and writers of the table" + others()
                        + " wait, for a blink and within the lock timeout; refused, it is tried again later");
    }

    private Step sentryRename() {
        List<String> statements = new ArrayList<>(List.of(
                "CREATE TABLE " + retired() + " as a sentry",
                "LOCK TABLES " + source + " READ, " + retired() + " WRITE"
                        + "  -- after a second without a gap between writers: all three WRITE"));
        statements.addAll(taken());
        statements.addAll(List.of(
                "RENAME TABLE " + source + " TO " + retired() + ", " + shadow + " TO " + source
                        + "  -- in another session",
                "DROP TABLE " + retired(),
                "UNLOCK TABLES"));
        List<String> named = named();
        if (!named.isEmpty()) {
            statements.add("LOCK TABLES " + source + " WRITE, " + retired() + " WRITE");
            statements.addAll(named);
            statements.add("UNLOCK TABLES");
        }
        return new Step(
                "cut-over",
                "the source is locked, the last changes replayed, and a RENAME that already waits swaps the names",
                statements,
                "writers of the table" + others() + " (and readers, under WRITE) wait, for a blink and"
                        + " within the lock timeout; refused, it is tried again later");
    }

    private boolean triggers() {
        return carried.contains("triggers");
    }

    private boolean keys() {
        return carried.contains("foreign-keys");
    }

    /** Before the rename, which takes them along. */
    private List<String> taken() {
        List<String> statements = new ArrayList<>();
        if (triggers()) {
            statements.add("CREATE TRIGGER … ON " + shadow + "  -- each, under an interim name");
        }
        if (keys()) {
            statements.add(
                    "ALTER TABLE " + shadow + " ADD CONSTRAINT …, ALGORITHM=INPLACE  -- each key, no row is checked");
        }
        return statements;
    }

    /** After it. */
    private List<String> named() {
        List<String> statements = new ArrayList<>();
        if (keys()) {
            statements.add("ALTER TABLE " + retired() + " DROP FOREIGN KEY …");
            statements.add("ALTER TABLE " + source + (renamesUnderLock ? ", and of each table that refers to it," : "")
                    + " ADD CONSTRAINT …, DROP FOREIGN KEY …  -- each key gets its own name");
        }
        if (triggers()) {
            statements.add("DROP TRIGGER …, CREATE TRIGGER … ON " + source + "  -- each gets its own name");
        }
        return statements;
    }

    /** Whose readers or writers wait too (docs/cutover.md). */
    private String others() {
        List<String> found = new ArrayList<>();
        if (keys()) {
            found.add("of those that its keys refer to" + (renamesUnderLock ? ", and that refer to it" : ""));
        }
        if (triggers()) {
            found.add("of those that its triggers use");
        }
        return found.isEmpty() ? "" : ", " + String.join(", and ", found) + ",";
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
