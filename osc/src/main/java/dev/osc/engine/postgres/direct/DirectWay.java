// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.direct;

import dev.osc.engine.postgres.alter.Statement;
import dev.osc.engine.postgres.session.Ask;
import dev.osc.engine.postgres.session.BriefLocks;
import dev.osc.engine.postgres.shadow.ScratchTable;
import dev.osc.engine.session.Opening;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.plan.TableChange.Direct;
import dev.osc.plan.TableChange.Leave;
import dev.osc.schema.Table;
import dev.osc.schema.postgres.PostgresDialect;
import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A change on the table itself: found, and made. Confined to one thread. */
public final class DirectWay {

    private static final Logger log = LoggerFactory.getLogger(DirectWay.class);

    private final BriefLocks locks;
    private final Opening opening;
    private final Table source;
    private final Statement statement;

    public DirectWay(BriefLocks locks, Opening opening, Table source, Statement statement) {
        this.locks = locks;
        this.opening = opening;
        this.source = source;
        this.statement = statement;
    }

    /**
     * Asks the server by way of an empty double, and drops that again.
     *
     * @throws OscException where the server refuses the change
     */
    public Course find(Connection connection) throws SQLException {
        ScratchTable scratch = new ScratchTable(connection, source.name());
        try {
            locks.run(connection, () -> {
                scratch.create();
                scratch.standIn();
                return true;
            });
            Course course = locks.ask(connection, () -> switch (statement) {
                case Statement.Alter alter ->
                    onTheTable(
                            connection, alter, new Drafting(connection, source.name(), scratch.name(), alter).draft());
                case Statement.CreateIndex index ->
                    new IndexDrafting(connection, source.name(), scratch.name(), index).draft();
            });
            return allowed(connection, course);
        } finally {
            locks.run(connection, () -> {
                scratch.drop();
                return true;
            });
        }
    }

    private Course onTheTable(Connection connection, Statement.Alter alter, Course drafted) throws SQLException {
        Dependents dependents = new Dependents(connection, source.name(), alter);
        dependents.refuseDrops();
        return drafted instanceof Course.Gentle
                ? dependents.holdingType().<Course>map(Course.None::new).orElse(drafted)
                : drafted;
    }

    /** What the double can't tell either: that the table has partitions, and that a name is another relation's. */
    private Course allowed(Connection connection, Course course) throws SQLException {
        if (!(course instanceof Course.Gentle gentle)) {
            return course;
        }
        String name = new PostgresDialect().quote(source.name());
        boolean partitioned = Ask.yes(connection, "SELECT relkind = 'p' FROM pg_class WHERE oid = ?::regclass", name);
        for (Move move : gentle.moves()) {
            if (move instanceof Move.Build build) {
                if (partitioned) {
                    throw new OscException(
                                    ExitCode.UNSUPPORTED_TABLE,
                                    source.name() + " is partitioned, and the server builds no index CONCURRENTLY on a"
                                            + " partitioned table",
                                    "CREATE INDEX … ON ONLY " + source.name()
                                            + ", build the index on each partition with osc, then ALTER INDEX … ATTACH PARTITION")
                            .and("(" + source.name() + " is untouched)");
                }
                unused(connection, name, build.wanted());
            }
        }
        return course;
    }

    private void unused(Connection connection, String table, String wanted) throws SQLException {
        boolean taken = Ask.yes(
                connection,
                """
                SELECT EXISTS (SELECT FROM pg_class c WHERE relname = ? AND relnamespace = ?::regnamespace
                   AND NOT EXISTS (SELECT FROM pg_index WHERE indexrelid = c.oid AND indrelid = ?::regclass))""",
                wanted,
                new PostgresDialect().quote(source.name().schema()),
                table);
        if (taken) {
            throw new OscException(
                            ExitCode.SYNTAX,
                            "the name " + wanted + " is taken in schema "
                                    + source.name().schema(),
                            "give the index or constraint another name")
                    .and("(" + source.name() + " is untouched)");
        }
    }

    /** Makes the change where a gentle course is found. */
    public Direct make(Connection connection, Leave leave) throws SQLException, InterruptedException {
        clear(connection);
        return switch (find(connection)) {
            case Course.None none -> new Direct.NotPossible(none.reason());
            case Course.Gentle gentle -> {
                leave.await();
                yield new DirectRun(locks, opening, source, new DirectLeftovers(locks)).make(connection, gentle);
            }
        };
    }

    /** Drops what an unfinished change has left on the table, and says so. */
    public void clear(Connection connection) throws SQLException {
        new DirectLeftovers(locks).drop(connection, source.name()).forEach(log::info);
    }
}
