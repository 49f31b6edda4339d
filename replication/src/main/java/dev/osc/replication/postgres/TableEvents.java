// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.postgres;

import dev.osc.replication.Change;
import dev.osc.replication.StreamException;
import dev.osc.replication.postgres.pgoutput.Message;
import dev.osc.replication.postgres.pgoutput.PgOutput;
import dev.osc.replication.postgres.pgoutput.Tuple;
import dev.osc.replication.postgres.pgoutput.Undecodable;
import dev.osc.replication.queue.ChangeSink;
import dev.osc.schema.KeyShape;
import dev.osc.schema.KeyTuple;
import dev.osc.schema.TableName;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * From messages to changes: the keys of the watched table's rows, transaction by transaction in the order of their commits.
 * Survives connections: {@link #restart} forgets what was cut short. Owned by the reading thread.
 */
final class TableEvents {

    private static final int BATCH = 500;

    private final StreamedTable streaming;
    private final TableName table;
    private final KeyShape shape;
    private final Runnable definitionCheck;
    private final StreamedKeys streamed;
    private final ChangeSink sink;
    private final List<KeyTuple> batch = new ArrayList<>();

    private PgOutput reader = new PgOutput();
    private Lsn boundary;
    private Message.@Nullable Relation first;
    private Optional<RowKeys> keys = Optional.empty();

    private enum Where {
        OUTSIDE,
        IN_TRANSACTION,
        IN_STREAMED_PART
    }

    private Where where = Where.OUTSIDE;
    private int xid;
    private boolean ours;

    /** @param definitionCheck throws when the catalogue no longer shows what the stream began with */
    TableEvents(StreamedTable streaming, Lsn from, Runnable definitionCheck, StreamedKeys streamed, ChangeSink sink) {
        this.streaming = streaming;
        this.table = streaming.name();
        this.shape = streaming.key();
        this.boundary = from;
        this.definitionCheck = definitionCheck;
        this.streamed = streamed;
        this.sink = sink;
    }

    /** From where a new connection goes on: behind the last transaction that was handed over whole. */
    Lsn boundary() {
        return boundary;
    }

    /** Before a new connection: it begins at {@link #boundary}. */
    void restart() {
        reader = new PgOutput();
        keys = Optional.empty();
        streamed.clear();
        batch.clear();
        where = Where.OUTSIDE;
        ours = false;
    }

    /** Everything that was committed up to there has come. */
    void keepAlive(Lsn sent) {
        if (where == Where.OUTSIDE) {
            progress(sent);
        }
    }

    /** Nothing more is there just now: hand over what there is of a transaction that may be long. */
    void idle() {
        handOver();
    }

    /** One message. */
    void accept(ByteBuffer bytes) {
        switch (reader.read(bytes)) {
            case Message.Begin begin -> {
                require(Where.OUTSIDE);
                where = Where.IN_TRANSACTION;
                xid = begin.xid();
            }
            case Message.Commit commit -> {
                require(Where.IN_TRANSACTION);
                end(xid, new Lsn(commit.end()));
            }
            case Message.Relation relation -> relation(relation);
            case Message.Insert insert -> row(insert.relation(), null, insert.after());
            case Message.Update update -> row(update.relation(), update.before(), update.after());
            case Message.Delete delete -> row(delete.relation(), delete.before(), null);
            case Message.Truncate truncate -> truncated(truncate);
            case Message.StreamStart start -> {
                require(Where.OUTSIDE);
                where = Where.IN_STREAMED_PART;
                xid = start.xid();
                streamed.begin(xid);
            }
            case Message.StreamStop _ -> {
                require(Where.IN_STREAMED_PART);
                where = Where.OUTSIDE;
            }
            case Message.StreamCommit commit -> {
                require(Where.OUTSIDE);
                endStreamed(commit.xid(), new Lsn(commit.end()));
            }
            case Message.StreamAbort abort -> {
                require(Where.OUTSIDE);
                if (abort.whole()) {
                    streamed.end(abort.xid());
                }
            }
            case Message.Note _, Message.Ignored _ -> {
                // a marker shows as a transaction without rows
            }
        }
    }

    private void require(Where expected) {
        if (where != expected) {
            throw new Undecodable("transactions come in no order");
        }
    }

    private void relation(Message.Relation relation) {
        if (streaming.isAnother(relation.oid())) {
            return;
        }
        boolean named =
                relation.schema().equals(table.schema()) && relation.name().equals(table.table());
        if (first == null && !named) {
            throw changed("the log shows " + relation.schema() + "." + relation.name() + " in its place");
        }
        if (first != null && !first.equals(relation)) {
            throw changed("its columns, name or replica identity in the log are not those that the stream began with");
        }
        definitionCheck.run();
        first = relation;
        keys = RowKeys.of(relation, shape);
        if (keys.isEmpty()) {
            throw changed("the log does not show all columns of key " + shape.keyName());
        }
    }

    private void row(int relation, @Nullable Tuple before, @Nullable Tuple after) {
        if (streaming.isAnother(relation)) {
            return;
        }
        if (first == null || first.oid() != relation || keys.isEmpty()) {
            throw new Undecodable(
                    "a row of relation " + Integer.toUnsignedString(relation) + ", of which nothing is known");
        }
        KeyTuple old = before == null ? null : keys.get().key(before);
        if (old != null) {
            add(old);
        }
        KeyTuple now = after == null ? null : keys.get().key(after, before);
        if (now != null && !now.equals(old)) {
            add(now);
        }
    }

    private void add(KeyTuple key) {
        switch (where) {
            case OUTSIDE -> throw new Undecodable("a row outside of transactions");
            case IN_STREAMED_PART -> streamed.add(xid, key);
            case IN_TRANSACTION -> {
                batch.add(key);
                if (batch.size() >= BATCH) {
                    handOver();
                }
            }
        }
    }

    private void truncated(Message.Truncate truncate) {
        if (truncate.relations().stream().allMatch(streaming::isAnother)) {
            return;
        }
        throw new StreamException.TableChanged(table + " was truncated by someone else ("
                + truncate.relations().size() + " tables at once); start the migration anew");
    }

    private void handOver() {
        if (!batch.isEmpty()) {
            ours = true;
            sink.put(new Change.Rows(batch, Integer.toUnsignedString(xid)));
            batch.clear();
        }
    }

    private void endStreamed(int transaction, Lsn end) {
        List<KeyTuple> all = streamed.end(transaction);
        if (all == null) {
            throw new Undecodable(
                    "the end of transaction " + Integer.toUnsignedString(transaction) + ", of which no part has come");
        }
        xid = transaction;
        for (KeyTuple key : all) {
            batch.add(key);
            if (batch.size() >= BATCH) {
                handOver();
            }
        }
        end(transaction, end);
    }

    private void end(int transaction, Lsn end) {
        handOver();
        if (ours) {
            sink.put(new Change.Commit(end, end, Integer.toUnsignedString(transaction)));
            boundary = end;
        } else {
            progress(end);
        }
        where = Where.OUTSIDE;
        ours = false;
    }

    private void progress(Lsn end) {
        if (end.compareTo(boundary) > 0) {
            sink.put(new Change.Progress(end, end));
            boundary = end;
        }
    }

    private StreamException.TableChanged changed(String how) {
        return new StreamException.TableChanged(
                "the definition of " + table + " was changed by someone else: " + how + "; start the migration anew");
    }
}
