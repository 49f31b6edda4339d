// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.direct;

import dev.osc.engine.postgres.alter.Action;
import dev.osc.engine.postgres.alter.Action.AddConstraint;
import dev.osc.engine.postgres.alter.Action.Rule;
import dev.osc.engine.postgres.alter.AddedColumn;
import dev.osc.engine.postgres.shadow.Rehearsal;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.schema.TableName;
import dev.osc.schema.postgres.PostgresDialect;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Sorts the actions into those of the catalogue and those that take long. Confined to one draft. */
final class Sorting {

    private final PostgresDialect dialect = new PostgresDialect();
    private final Trials trials;
    private final TableName source;
    private final List<Action> tried;
    private final Catalogue catalogue;

    private final Set<String> notNulls;
    private final List<String> late = new ArrayList<>();
    private final List<String> adds = new ArrayList<>();
    private final List<String> added = new ArrayList<>();
    private final List<String> validates = new ArrayList<>();
    private final List<AddConstraint> rules = new ArrayList<>();

    /** @param becomeNotNull columns that are there, and that the change makes NOT NULL */
    Sorting(Trials trials, TableName source, List<Action> tried, Set<String> becomeNotNull) {
        this.trials = trials;
        this.source = source;
        this.tried = tried;
        this.catalogue = trials.catalogue();
        this.notNulls = new TreeSet<>(becomeNotNull);
    }

    List<String> late() {
        return late;
    }

    List<String> adds() {
        return adds;
    }

    List<String> added() {
        return added;
    }

    Optional<Course> sort() throws SQLException {
        for (Action action : tried) {
            boolean instant = trials.alone(action).map(Rehearsal::instant).orElse(false);
            switch (action) {
                case Action.SetNotNull set -> {
                    if (instant || !notNulls.contains(set.column())) {
                        notNulls.remove(set.column());
                        late.add(set.text());
                    }
                }
                case AddConstraint add when instant || !add.valid() || add.usingIndex() -> late.add(add.text());
                case AddConstraint add
                when add.rule() == Rule.EXCLUDE -> {
                    return Optional.of(
                            new Course.None(add.text() + ": the server builds such an index under a lock only"));
                }
                case AddConstraint add -> {
                    proveBySelf(add);
                    rules.add(add);
                }
                case Action.Validate validate -> validates.add(validate.name());
                case Action.Columns columns -> columns(columns, instant);
                default -> late.add(action.text());
            }
        }
        return Optional.empty();
    }

    /** A NOT NULL with a name (18) is a rule that can be NOT VALID by itself. */
    private void proveBySelf(AddConstraint add) throws SQLException {
        if (add.rule() == Rule.NOT_NULL) {
            Savepoint start = trials.begin();
            Set<String> before = catalogue.notNull();
            trials.run(add.text());
            Set<String> after = catalogue.notNull();
            after.removeAll(before);
            notNulls.removeAll(after);
            trials.takeBack(start);
        }
    }

    private void columns(Action.Columns action, boolean instant) throws SQLException {
        Optional<AddedColumn> column = AddedColumn.of(action);
        boolean cut = column.isPresent() && !instant && !column.get().rules().isEmpty();
        String text = cut ? column.get().bare().text() : action.text();
        late.add(text);
        if (cut) {
            rules.addAll(column.get().rules());
        }
        if (column.isPresent()) {
            if (!instant) {
                filled(column.get());
            }
            adds.add(text);
            added.add(column.get().column());
        }
    }

    /** A column without its rules makes the server read rows only to find that NOT NULL has no value for them. */
    private void filled(AddedColumn column) throws SQLException {
        boolean reads = trials.alone(column.bare())
                .map(told -> told.scans() && !told.rewrites())
                .orElse(false);
        if (reads && trials.yes("SELECT EXISTS (SELECT FROM " + dialect.quote(source) + ")")) {
            throw new OscException(
                            ExitCode.UNSUPPORTED_CHANGE,
                            source + ": new column " + column.column()
                                    + " is NOT NULL and has no DEFAULT, so the rows that exist have no value for it",
                            "add a DEFAULT, or allow NULL")
                    .and("(" + source + " is untouched, nothing is left behind)");
        }
    }

    /** Empty where a rule is refused as things stand after the early actions. */
    Optional<Sketch> sketch(List<String> early, List<String> earlyColumns, List<String> others) throws SQLException {
        List<Sketch.Proof> proofs = new ArrayList<>();
        List<Sketch.Key> keys = new ArrayList<>();
        Savepoint start = trials.begin();
        try {
            for (Action action : tried) {
                if (action instanceof Action.DropConstraint drop) {
                    // its name may be given to another in the same statement
                    trials.run(drop.text());
                }
            }
            if (!early.isEmpty()) {
                trials.run(String.join(", ", early));
            }
            for (AddConstraint rule : rules) {
                add(rule, proofs, keys);
            }
        } catch (SQLException refusal) {
            return Optional.empty();
        } finally {
            trials.takeBack(start);
        }
        return Optional.of(new Sketch(early, earlyColumns, others, List.copyOf(notNulls), proofs, keys, validates));
    }

    private void add(AddConstraint rule, List<Sketch.Proof> proofs, List<Sketch.Key> keys) throws SQLException {
        Set<String> before = catalogue.constraints();
        trials.run(rule.text());
        Set<String> after = catalogue.constraints();
        after.removeAll(before);
        List<Catalogue.Rule> made = new ArrayList<>();
        for (String name : after) {
            Catalogue.Rule found = catalogue.rule(name);
            if (after.size() == 1 || !found.index().isEmpty()) {
                made.add(found);
            }
        }
        if (made.size() != 1) {
            throw new SQLException("it is not clear which constraint " + rule.text() + " makes");
        }
        Catalogue.Rule found = made.getFirst();
        if (found.index().isEmpty()) {
            proofs.add(new Sketch.Proof(found.name(), rule.definition()));
        } else if (found.plain()) {
            keys.add(key(rule, found));
        } else {
            throw new SQLException(rule.text() + " has an index that can't be built beside writers");
        }
    }

    private Sketch.Key key(AddConstraint rule, Catalogue.Rule found) {
        // "CREATE UNIQUE INDEX name ON schema.table USING …": a name may hold any words, so by its own length
        String rest = found.index()
                .substring(found.index()
                                .indexOf(
                                        " USING ",
                                        "CREATE UNIQUE INDEX ".length()
                                                + found.name().length())
                        + 1);
        String space = found.space().isEmpty() ? "" : " TABLESPACE " + dialect.quote(found.space());
        String timing = found.deferrable() ? "DEFERRABLE" + (found.deferred() ? " INITIALLY DEFERRED" : "") : "";
        return new Sketch.Key(
                found.name(), rule.rule() == Rule.UNIQUE ? "UNIQUE" : "PRIMARY KEY", rest + space, timing);
    }
}
