// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog.group;

import dev.osc.replication.Change;
import dev.osc.replication.StreamException;
import dev.osc.replication.binlog.BinlogPosition;
import dev.osc.replication.binlog.EventInterpreter;
import dev.osc.replication.binlog.Gtids;
import dev.osc.replication.binlog.LogCursor;
import dev.osc.replication.binlog.StatementGuard;
import dev.osc.replication.binlog.TableChanges;
import dev.osc.replication.binlog.event.EventTypes;
import dev.osc.replication.binlog.event.RawEvent;
import dev.osc.replication.binlog.row.Bytes;
import dev.osc.replication.binlog.row.Undecodable;
import dev.osc.replication.binlog.statement.LoggedStatement;
import dev.osc.replication.queue.ChangeSink;
import dev.osc.schema.KeyTuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Makes changes of events. A group begins with a GTID event (5.7 and newer and MariaDB always write one, anonymous or not) and
 * ends with an XID, a COMMIT, a statement that stands alone, or an XA_PREPARE. Rows are told as they come; the group's end
 * tells whether they count; of one group's they are gathered, up to a batch. Owned by the stream's reading thread.
 *
 * <p>An XA COMMIT whose XA PREPARE was not seen carried no rows of the watched table, or they were visible before the stream
 * began: a start position is given out only when nothing that was prepared before it is still prepared, and a resume
 * position stays before the first event of a prepared transaction.
 */
public final class GroupEvents implements EventInterpreter, Group {

    /** Keys handed over at once. */
    private static final int BATCH = 1000;

    private final LogCursor cursor;
    private final TableChanges tables;
    private final StatementGuard guard;
    private final XaLedger xa;
    private final GroupDialect dialect;
    private final ExecutedGtids executed;
    private final ChangeSink sink;
    private final Passage passage;
    private final List<KeyTuple> batch = new ArrayList<>(BATCH);
    private boolean turned;

    private @Nullable TransactionId id;

    /** Between a group's first event and its last. */
    private boolean inGroup;

    /** Between BEGIN and the group's end: a statement here does not end the group. */
    private boolean begun;

    /** The group has rows of the watched table, and they were told. */
    private boolean told;

    /** The event ended a group that was told. */
    private boolean committed;

    /** @param subject what is watched */
    public GroupEvents(
            BinlogPosition from,
            Subject subject,
            XaLedger xa,
            GroupDialect dialect,
            ExecutedGtids executed,
            ChangeSink sink) {
        this.cursor = new LogCursor(from);
        this.tables = subject.tables();
        this.guard = subject.guard();
        this.xa = xa;
        this.dialect = dialect;
        this.executed = executed;
        this.passage = subject.passage();
        this.sink = sink;
    }

    @Override
    public BinlogPosition boundary() {
        return cursor.boundary();
    }

    @Override
    public BinlogPosition end() {
        return cursor.end();
    }

    /** A server that lacks what was read, a replica promoted too early, may give the same names to other transactions. */
    @Override
    public void connected(long server, boolean again) {
        cursor.connected(server);
        if (again && cursor.gtids() != null) {
            executed.require(cursor.gtids());
        }
    }

    @Override
    public boolean passesOver(long tableId) {
        return tables.areOthers(tableId);
    }

    @Override
    public void restart() {
        cursor.backToBoundary();
        xa.forgetCurrent();
        forgetGroup();
    }

    @Override
    public void accept(RawEvent event) {
        cursor.advance(event);
        committed = false;
        interpret(event);
        if (!inGroup && !committed) {
            // also between groups: a marker may stand behind a new file's first events
            cursor.markBoundary();
            sink.put(turned ? new Change.Turned(cursor.end(), resume()) : new Change.Progress(cursor.end(), resume()));
            turned = false;
        }
    }

    private void interpret(RawEvent event) {
        if (!dialect.interpret(event, this)) {
            shared(event);
        }
    }

    private void shared(RawEvent event) {
        switch (event.type()) {
            case EventTypes.QUERY -> statement(LoggedStatement.ofQuery(event.body()));
            case EventTypes.EXECUTE_LOAD_QUERY -> pass(LoggedStatement.ofLoad(event.body()));
            case EventTypes.TABLE_MAP -> {
                transaction();
                if (passage.ahead()) {
                    tables.pass(event);
                } else {
                    tables.map(event);
                }
            }
            case EventTypes.WRITE_ROWS,
                    EventTypes.UPDATE_ROWS,
                    EventTypes.DELETE_ROWS,
                    EventTypes.PARTIAL_UPDATE_ROWS,
                    EventTypes.WRITE_ROWS_V1,
                    EventTypes.UPDATE_ROWS_V1,
                    EventTypes.DELETE_ROWS_V1 -> tables.rows(event, this::row);
            case EventTypes.XID -> endOfGroup();
            case EventTypes.XA_PREPARE -> prepared(event.read());
            case EventTypes.INCIDENT ->
                throw new StreamException.Unreadable("the server lost events before " + cursor.end()
                        + " (an INCIDENT event in its binary log): changes are missing; start the migration anew");
            default -> {
                if (!event.ignorable() && !EventTypes.isBookkeeping(event.type())) {
                    throw new Undecodable("events of this type are unknown, and may carry changes");
                }
            }
        }
    }

    @Override
    public boolean byNames() {
        return cursor.gtids() != null;
    }

    @Override
    public void begins(@Nullable TransactionId named) {
        inGroup = true;
        id = named;
    }

    @Override
    public void transaction() {
        inGroup = true;
        begun = true;
    }

    @Override
    public void branch(Xid xid) {
        xa.begin(xid);
    }

    @Override
    public void inner(RawEvent event) {
        interpret(event);
    }

    @Override
    public void statement(LoggedStatement statement) {
        String sql = statement.sql();
        switch (sql) {
            case "BEGIN" -> transaction();
            // undone rows of a ROLLBACK (beside rows of an engine without transactions) do no harm: keys are looked up
            case "COMMIT", "ROLLBACK" -> endOfGroup();
            default -> {
                if (sql.startsWith("XA ")) {
                    xaStatement(sql);
                } else {
                    pass(statement);
                    standsAlone(sql);
                }
            }
        }
    }

    private void pass(LoggedStatement statement) {
        if (passage.ahead()) {
            turned |= passage.passes(statement);
        } else {
            guard.pass(statement, cursor.end());
        }
    }

    /** Ends the group, unless it goes on: within a transaction, or behind an atomic CREATE TABLE … SELECT (8.0.21 on). */
    private void standsAlone(String sql) {
        if (sql.toUpperCase(Locale.ROOT).stripTrailing().endsWith("START TRANSACTION")) {
            transaction();
        } else if (!begun) {
            endOfGroup();
        }
    }

    private void xaStatement(String sql) {
        String verb = sql.substring("XA ".length()).split(" ", 2)[0];
        switch (verb) {
            case "START", "BEGIN" -> {
                transaction();
                branch(Xid.ofStatement(sql));
            }
            case "END" -> {}
            case "COMMIT" -> {
                Xid xid = Xid.ofStatement(sql);
                if (id != null && xa.holds(xid)) {
                    dialect.awaitCommit(xid, id);
                }
                xa.take(xid).forEach(this::tell);
                endOfGroup();
            }
            case "ROLLBACK" -> {
                xa.take(Xid.ofStatement(sql));
                endOfGroup();
            }
            default -> throw new Undecodable("an unknown XA statement: " + sql);
        }
    }

    private void prepared(Bytes body) {
        boolean onePhase = body.u8() != 0;
        Xid xid = Xid.ofEvent(body);
        if (onePhase) {
            xa.commitCurrent().forEach(this::tell);
            endOfGroup();
        } else {
            xa.prepare(xid, cursor.boundary());
            endOfGroup();
        }
    }

    private void row(KeyTuple key) {
        if (xa.collecting()) {
            xa.add(key);
        } else {
            tell(key);
        }
    }

    private void tell(KeyTuple key) {
        batch.add(key);
        if (batch.size() >= BATCH) {
            handOver();
        }
    }

    private void handOver() {
        if (!batch.isEmpty()) {
            sink.put(new Change.Rows(batch, id == null ? null : id.asked()));
            batch.clear();
            told = true;
        }
    }

    /** Other tables' groups are told as progress, by whoever called. */
    private void endOfGroup() {
        handOver();
        String name = null;
        if (id != null) {
            name = id.asked();
            Gtids done = cursor.gtids();
            if (done != null) {
                cursor.gtids(id.addedTo(done));
            }
        }
        cursor.markBoundary();
        if (told) {
            sink.put(new Change.Commit(cursor.end(), resume(), name));
            committed = true;
        }
        forgetGroup();
    }

    private void forgetGroup() {
        id = null;
        inGroup = false;
        begun = false;
        told = false;
        batch.clear();
        tables.endOfTransaction();
    }

    private BinlogPosition resume() {
        return xa.oldest().orElse(cursor.boundary());
    }
}
