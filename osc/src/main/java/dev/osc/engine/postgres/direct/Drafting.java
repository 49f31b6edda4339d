// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.direct;

import dev.osc.engine.postgres.alter.Action;
import dev.osc.engine.postgres.alter.Statement;
import dev.osc.engine.postgres.session.Ask;
import dev.osc.engine.postgres.session.ServerRefusal;
import dev.osc.engine.postgres.shadow.Rehearsal;
import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the course of an ALTER TABLE by trying on the double, in a transaction that its caller takes back: first the
 * change as the user wrote it, then each action by itself, then the gentle course, which must leave the same catalogue.
 */
final class Drafting {

    private final Connection connection;
    private final TableName source;
    private final TableName scratch;
    private final Statement.Alter alter;
    private final Trials trials;
    private final Catalogue catalogue;
    private final List<Action> tried;

    Drafting(Connection connection, TableName source, TableName scratch, Statement.Alter alter) {
        this.connection = connection;
        this.source = source;
        this.scratch = scratch;
        this.alter = alter;
        this.trials = new Trials(connection, scratch);
        this.catalogue = trials.catalogue();
        this.tried =
                alter.actions().stream().filter(action -> !Untried.is(action)).toList();
    }

    Course draft() throws SQLException {
        if (tried.isEmpty()) {
            return atOnce("ShareRowExclusive");
        }
        Set<String> nullable = catalogue.columns();
        nullable.removeAll(catalogue.notNull());
        Savepoint start = trials.begin();
        Rehearsal whole;
        try {
            whole = Rehearsal.of(connection, scratch, Trials.on(scratch, texts(tried)));
        } catch (SQLException refusal) {
            throw refused(refusal);
        }
        if (whole.instant()) {
            return atOnce(whole.lock());
        }
        if (whole.rewrites()) {
            trials.takeBack(start);
            return new Course.None(blamed(Rehearsal::rewrites) + ": the server would write every row anew");
        }
        List<String> wanted = catalogue.lines();
        Set<String> becomeNotNull = catalogue.notNull();
        becomeNotNull.retainAll(nullable);
        trials.takeBack(start);
        return sketched(wanted, becomeNotNull);
    }

    private Course atOnce(String lock) {
        String sql = Trials.on(source, texts(alter.actions()));
        return new Course.Gentle(
                "the server changes its catalogue alone",
                List.of(new Move.Brief(
                        "alter", "the server changes its catalogue; no row is touched", List.of(sql), lock)),
                "");
    }

    private Course sketched(List<String> wanted, Set<String> becomeNotNull) throws SQLException {
        Sorting sorting = new Sorting(trials, source, tried, becomeNotNull);
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
        Savepoint start = trials.begin();
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
            trials.takeBack(start);
        }
        return course(sketch, first, last, triable(sketch));
    }

    /** Whether the last transaction's ALTER can be tried by itself, ahead of what it builds on. */
    private boolean triable(Sketch sketch) throws SQLException {
        String trial = sketch.trial(scratch);
        Savepoint start = trials.begin();
        try {
            if (!trial.isEmpty()) {
                Ask.execute(connection, trial);
            }
            return !trial.isEmpty();
        } catch (SQLException refusal) {
            return false;
        } finally {
            trials.takeBack(start);
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
            finish.add(Trials.on(source, untried));
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
            Optional<Rehearsal> told = trials.alone(action);
            if (told.isPresent() && which.holds(told.get())) {
                return action.text();
            }
        }
        return texts(tried);
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
}
