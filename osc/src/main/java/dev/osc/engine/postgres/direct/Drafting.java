// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.direct;

import dev.osc.engine.postgres.alter.Action;
import dev.osc.engine.postgres.alter.Action.AddConstraint;
import dev.osc.engine.postgres.alter.Action.Rule;
import dev.osc.engine.postgres.alter.AddedColumn;
import dev.osc.engine.postgres.alter.Statement;
import dev.osc.engine.postgres.session.Ask;
import dev.osc.engine.postgres.session.ServerRefusal;
import dev.osc.engine.postgres.shadow.Rehearsal;
import dev.osc.schema.TableName;
import dev.osc.schema.postgres.PostgresDialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds the course of an ALTER TABLE by trying on the double, in a transaction that its caller takes back: first the
 * change as the user wrote it, then each action by itself, then the gentle course, which must leave the same catalogue.
 */
final class Drafting {

    private final PostgresDialect dialect = new PostgresDialect();
    private final Connection connection;
    private final TableName source;
    private final TableName scratch;
    private final Statement.Alter alter;
    private final Catalogue catalogue;
    private final List<Action> tried;

    Drafting(Connection connection, TableName source, TableName scratch, Statement.Alter alter) {
        this.connection = connection;
        this.source = source;
        this.scratch = scratch;
        this.alter = alter;
        this.catalogue = new Catalogue(connection, scratch);
        this.tried =
                alter.actions().stream().filter(action -> !Untried.is(action)).toList();
    }

    Course draft() throws SQLException {
        if (tried.isEmpty()) {
            return atOnce("ShareRowExclusive");
        }
        Set<String> nullable = catalogue.columns();
        nullable.removeAll(catalogue.notNull());
        Savepoint start = connection.setSavepoint();
        Rehearsal whole;
        try {
            whole = Rehearsal.of(connection, scratch, on(scratch, texts(tried)));
        } catch (SQLException refusal) {
            throw refused(refusal);
        }
        if (whole.instant()) {
            return atOnce(whole.lock());
        }
        if (whole.rewrites()) {
            connection.rollback(start);
            return new Course.None(blamed(Rehearsal::rewrites) + ": the server would write every row anew");
        }
        List<String> wanted = catalogue.lines();
        Set<String> becomeNotNull = catalogue.notNull();
        becomeNotNull.retainAll(nullable);
        connection.rollback(start);
        return sketched(wanted, becomeNotNull);
    }

    private Course atOnce(String lock) {
        String sql = on(source, texts(alter.actions()));
        return new Course.Gentle(
                "the server changes its catalogue alone",
                List.of(new Move.Brief(
                        "alter", "the server changes its catalogue; no row is touched", List.of(sql), lock)),
                "");
    }

    private Course sketched(List<String> wanted, Set<String> becomeNotNull) throws SQLException {
        Sorting sorting = new Sorting(becomeNotNull);
        Optional<Course> none = sorting.sort();
        if (none.isPresent()) {
            return none.get();
        }
        Optional<Sketch> sketch = sorting.sketch(List.of(), List.of(), sorting.late());
        if (sketch.isEmpty()) {
            // rules may speak of columns that are still to come
            List<String> others = new ArrayList<>(sorting.late());
            others.removeAll(sorting.adds());
            sketch = sorting.sketch(sorting.adds(), sorting.added(), others);
        }
        if (sketch.isEmpty()) {
            return new Course.None("the actions build on one another");
        }
        return checked(sketch.get(), wanted);
    }

    /** The course as it is to be taken, when a rehearsal of it leaves what the user's own statement leaves. */
    private Course checked(Sketch sketch, List<String> wanted) throws SQLException {
        Savepoint start = connection.setSavepoint();
        String first = "";
        String last = "";
        try {
            for (String sql : sketch.prepare(scratch)) {
                Rehearsal told = Rehearsal.of(connection, scratch, sql);
                if (!told.instant()) {
                    return new Course.None(sql + ": the server would not take it at once");
                }
                first = first.isEmpty() ? told.lock() : first;
            }
            for (Move move : sketch.slow(scratch, false)) {
                Ask.execute(connection, move.statements().getFirst());
            }
            for (String sql : sketch.finish(scratch)) {
                Rehearsal told = Rehearsal.of(connection, scratch, sql);
                if (!told.instant()) {
                    return new Course.None(blamed(it -> !it.instant())
                            + ": the server would read every row, or build an index, under a lock");
                }
                last = told.lock();
            }
            if (!catalogue.lines().equals(wanted)) {
                return new Course.None("step by step the actions come to something else");
            }
        } catch (SQLException refusal) {
            return new Course.None("the actions build on one another (" + refusal.getMessage() + ")");
        } finally {
            connection.rollback(start);
        }
        return course(sketch, first, last, triable(sketch));
    }

    /** Whether the last transaction's ALTER can be tried by itself, ahead of what it builds on. */
    private boolean triable(Sketch sketch) throws SQLException {
        String trial = sketch.trial(scratch);
        Savepoint start = connection.setSavepoint();
        try {
            if (!trial.isEmpty()) {
                Ask.execute(connection, trial);
            }
            return !trial.isEmpty();
        } catch (SQLException refusal) {
            return false;
        } finally {
            connection.rollback(start);
        }
    }

    private Course course(Sketch sketch, String first, String last, boolean triable) {
        List<Move> moves = new ArrayList<>();
        List<String> prepare = sketch.prepare(source);
        if (!prepare.isEmpty()) {
            moves.add(new Move.Brief(
                    "prepare",
                    "what rows written from now on must keep is written down; no row is read",
                    prepare,
                    first));
        }
        moves.addAll(sketch.slow(source, true));
        List<String> finish = new ArrayList<>(sketch.finish(source));
        String untried = texts(alter.actions().stream().filter(Untried::is).toList());
        if (!untried.isEmpty()) {
            finish.add(on(source, untried));
        }
        if (!finish.isEmpty()) {
            moves.add(new Move.Brief(
                    "finish", "what was proved and built gets its place and its name; no row is read", finish, last));
        }
        return new Course.Gentle(
                "rows are read and indexes built beside the writers, the rest is the catalogue's",
                moves,
                triable ? sketch.trial(source) : "");
    }

    private interface Which {
        boolean holds(Rehearsal told);
    }

    /** The first action that is so by itself, as written. */
    private String blamed(Which which) throws SQLException {
        for (Action action : tried) {
            Optional<Rehearsal> told = alone(action);
            if (told.isPresent() && which.holds(told.get())) {
                return action.text();
            }
        }
        return texts(tried);
    }

    /** What the server says of one action by itself; empty where it refuses. */
    private Optional<Rehearsal> alone(Action action) throws SQLException {
        Savepoint start = connection.setSavepoint();
        try {
            return Optional.of(Rehearsal.of(connection, scratch, on(scratch, action.text())));
        } catch (SQLException refusal) {
            return Optional.empty();
        } finally {
            connection.rollback(start);
        }
    }

    private String on(TableName table, String actions) {
        return "ALTER TABLE " + dialect.quote(table) + " " + actions;
    }

    private static String texts(List<Action> actions) {
        return actions.stream().map(Action::text).collect(Collectors.joining(", "));
    }

    private RuntimeException refused(SQLException refusal) throws SQLException {
        if ("55P03".equals(refusal.getSQLState()) || "40P01".equals(refusal.getSQLState())) {
            throw refusal;
        }
        return ServerRefusal.of(source, refusal);
    }

    /** Sorts the actions into those of the catalogue and those that take long. Confined to one draft. */
    private final class Sorting {

        private final Set<String> notNulls;
        private final List<String> late = new ArrayList<>();
        private final List<String> adds = new ArrayList<>();
        private final List<String> added = new ArrayList<>();
        private final List<String> validates = new ArrayList<>();
        private final List<AddConstraint> rules = new ArrayList<>();

        Sorting(Set<String> becomeNotNull) {
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
                boolean instant = alone(action).map(Rehearsal::instant).orElse(false);
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
                Savepoint start = connection.setSavepoint();
                Set<String> before = catalogue.notNull();
                Ask.execute(connection, on(scratch, add.text()));
                Set<String> after = catalogue.notNull();
                after.removeAll(before);
                notNulls.removeAll(after);
                connection.rollback(start);
            }
        }

        private void columns(Action.Columns action, boolean instant) throws SQLException {
            Optional<AddedColumn> column = AddedColumn.of(action);
            boolean cut =
                    column.isPresent() && !instant && !column.get().rules().isEmpty();
            String text = cut ? column.get().bare().text() : action.text();
            late.add(text);
            if (cut) {
                rules.addAll(column.get().rules());
            }
            if (column.isPresent()) {
                adds.add(text);
                added.add(column.get().column());
            }
        }

        /** Empty where a rule is refused as things stand after the early actions. */
        Optional<Sketch> sketch(List<String> early, List<String> earlyColumns, List<String> others)
                throws SQLException {
            List<Sketch.Proof> proofs = new ArrayList<>();
            List<Sketch.Key> keys = new ArrayList<>();
            Savepoint start = connection.setSavepoint();
            try {
                for (Action action : tried) {
                    if (action instanceof Action.DropConstraint drop) {
                        // its name may be given to another in the same statement
                        Ask.execute(connection, on(scratch, drop.text()));
                    }
                }
                if (!early.isEmpty()) {
                    Ask.execute(connection, on(scratch, String.join(", ", early)));
                }
                for (AddConstraint rule : rules) {
                    add(rule, proofs, keys);
                }
            } catch (SQLException refusal) {
                return Optional.empty();
            } finally {
                connection.rollback(start);
            }
            return Optional.of(new Sketch(early, earlyColumns, others, List.copyOf(notNulls), proofs, keys, validates));
        }

        private void add(AddConstraint rule, List<Sketch.Proof> proofs, List<Sketch.Key> keys) throws SQLException {
            Set<String> before = catalogue.constraints();
            Ask.execute(connection, on(scratch, rule.text()));
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
}
