// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.direct;

import dev.osc.engine.postgres.session.Ask;
import dev.osc.engine.postgres.session.BriefLocks;
import dev.osc.engine.postgres.session.ServerRefusal;
import dev.osc.engine.postgres.session.WatchedStatement;
import dev.osc.engine.session.Opening;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.plan.TableChange.Direct;
import dev.osc.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a course. When it ends half-way, for whatever reason, what was added is dropped again. An interrupt ends the
 * statement that runs. Confined to one call.
 */
final class DirectRun {

    private static final Logger log = LoggerFactory.getLogger(DirectRun.class);
    private static final int BUILDS = 3;

    private final BriefLocks locks;
    private final Opening opening;
    private final Table source;
    private final DirectLeftovers leftovers;
    private final WatchedStatement watched;
    private final List<String> sent = new ArrayList<>();

    DirectRun(BriefLocks locks, Opening opening, Table source, DirectLeftovers leftovers) {
        this.locks = locks;
        this.opening = opening;
        this.source = source;
        this.leftovers = leftovers;
        this.watched = new WatchedStatement(opening);
    }

    Direct make(Connection connection, Course.Gentle course) throws SQLException, InterruptedException {
        if (course.moves().isEmpty()) {
            log.info("{}: {}", source.name(), course.why());
        }
        try {
            if (!course.trial().isEmpty() && !course.instant()) {
                locks.ask(connection, () -> briefly(connection, List.of(course.trial())));
            }
            for (Move move : course.moves()) {
                take(connection, move);
            }
            return new Direct.Done(sent);
        } catch (SQLException failure) {
            boolean interrupted = Thread.interrupted();
            RowsInTheWay rows = new RowsInTheWay(connection, source);
            List<String> named = interrupted ? List.of() : rows.named(failure);
            String outcome = undo(connection);
            if (interrupted) {
                log.info("{}: stopped; {}", source.name(), outcome);
                throw new InterruptedException("stopped while " + source.name() + " was changed in place");
            }
            if (dependents(failure)) {
                return new Direct.NotPossible(String.valueOf(failure.getMessage()));
            }
            throw told(failure, named).and("(" + outcome + ")");
        }
    }

    private void take(Connection connection, Move move) throws SQLException {
        switch (move) {
            case Move.Brief brief -> locks.run(connection, () -> briefly(connection, brief.statements()));
            case Move.Prove prove -> {
                log.info("{}: reading all rows for {}", source.name(), prove.wanted());
                patiently(connection, prove.statement());
            }
            case Move.Build build -> build(connection, build);
        }
        sent.addAll(move.statements());
    }

    /** The rehearsal says that it takes no time; should it be wrong, the application is not to pay for that. */
    private boolean briefly(Connection connection, List<String> statements) throws SQLException {
        Duration most = locks.patience().multipliedBy(3).plusSeconds(1);
        Ask.execute(connection, "SET LOCAL statement_timeout = '" + most.toMillis() + "ms'");
        for (String sql : statements) {
            watched.execute(connection, sql);
        }
        return true;
    }

    /** Nobody queues behind what these wait for. */
    private void patiently(Connection connection, String sql) throws SQLException {
        Ask.execute(connection, "SET lock_timeout = 0; SET statement_timeout = 0");
        watched.execute(connection, sql);
        Ask.execute(connection, "RESET lock_timeout; RESET statement_timeout");
    }

    private void build(Connection connection, Move.Build build) throws SQLException {
        leftovers.dropInvalid(connection, source.name(), build.wanted());
        log.info("{}: building index {}", source.name(), build.wanted());
        for (int attempt = 1; ; attempt++) {
            try {
                patiently(connection, build.statement());
                return;
            } catch (SQLException failure) {
                boolean transience = "40P01".equals(failure.getSQLState()) || "55P03".equals(failure.getSQLState());
                if (!transience || attempt == BUILDS) {
                    throw failure;
                }
                log.warn("index {}, attempt {} of {}: {}", build.wanted(), attempt, BUILDS, failure.getMessage());
                leftovers.dropInvalid(connection, source.name(), build.index());
            }
        }
    }

    /** In a session of its own where ours is gone; a sentence on how the table stands. */
    private String undo(Connection connection) {
        try {
            if (connection.isValid(2)) {
                leftovers.drop(connection, source.name());
            } else {
                try (Connection another = opening.open()) {
                    leftovers.drop(another, source.name());
                }
            }
            return source.name() + " is as it was, nothing is left behind";
        } catch (SQLException e) {
            log.warn("{}: what was added could not be dropped again: {}", source.name(), e.getMessage());
            return "'osc cleanup --table " + source.name() + "' drops what was added to it meanwhile";
        }
    }

    /** A view, policy or trigger holds on to the column's type: a shadow gets them anew (manual, "ALTER TABLE"). */
    private static boolean dependents(SQLException failure) {
        return "0A000".equals(failure.getSQLState())
                && String.valueOf(failure.getMessage()).contains("cannot alter type of a column");
    }

    private OscException told(SQLException failure, List<String> rows) {
        String state = String.valueOf(failure.getSQLState());
        if (state.startsWith("23")) {
            String shown = rows.isEmpty() ? "" : "\n  " + String.join("\n  ", rows);
            return new OscException(
                    ExitCode.DATA_CONFLICT,
                    "rows of " + source.name() + " don't keep the new rule: "
                            // by the name that it was to have
                            + String.valueOf(failure.getMessage()).replace(Sketch.SUFFIX, "") + shown,
                    "mend or delete such rows and run again",
                    failure);
        }
        return switch (state) {
            case "55P03" ->
                new OscException(
                        ExitCode.NOT_SWAPPED,
                        source.name() + " could be changed in place, but its lock was not to be had in "
                                + locks.limits().most() + " attempts" + held(),
                        "let that transaction end, or end it, and run again",
                        failure);
            case "57014" ->
                new OscException(
                        ExitCode.SERVER_FAILED,
                        source.name() + ": the server ended a statement: " + failure.getMessage() + held(),
                        "run again; with --no-direct the change takes a shadow",
                        failure);
            case "57P01", "57P02", "08006", "08003", "08001" ->
                new OscException(
                        ExitCode.SERVER_FAILED,
                        source.name() + ": the connection was lost: " + failure.getMessage(),
                        "run again when the server is there",
                        failure);
            default -> ServerRefusal.bare(source.name(), failure);
        };
    }

    private String held() {
        return watched.blockers().isEmpty() ? "" : "; held by " + String.join("; ", watched.blockers());
    }
}
