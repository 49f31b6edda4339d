// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.queue;

import dev.osc.replication.Change;
import dev.osc.replication.StreamException;
import dev.osc.schema.KeyTuple;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The bounded queue between the thread that reads the log and the one that polls. Full, it makes the reader wait. Progress
 * that nobody has polled yet is replaced by newer progress, so other tables' transactions take no room. A failure comes
 * last: everything before it is still delivered. Thread-safe.
 */
public final class ChangeQueue implements ChangeSink {

    /** Heap of a change apart from its keys, roughly. */
    private static final int BASE_COST = 200;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Condition roomOrClosed = lock.newCondition();
    private final Deque<Change> changes = new ArrayDeque<>();
    private final long limit;
    private long cost;
    private @Nullable StreamException failure;
    private boolean closed;

    /** Thrown to the reading thread, which then ends. */
    public static final class Closed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Closed() {
            super("the stream is closed", null, false, false);
        }
    }

    /** @param limit bytes of heap, roughly; one change more is let in */
    public ChangeQueue(long limit) {
        this.limit = limit;
    }

    @Override
    public void put(Change change) {
        lock.lock();
        try {
            if (change instanceof Change.Progress && changes.peekLast() instanceof Change.Progress stale) {
                changes.removeLast();
                cost -= costOf(stale);
            }
            while (cost >= limit && !closed) {
                roomOrClosed.awaitUninterruptibly();
            }
            if (closed) {
                throw new Closed();
            }
            changes.addLast(change);
            cost += costOf(change);
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for room for one change more; false when there was none in time. For the only thread that puts. */
    public boolean awaitRoom(Duration timeout) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = timeout.toNanos();
            while (cost >= limit && !closed && left > 0) {
                left = roomOrClosed.awaitNanos(left);
            }
            if (closed) {
                throw new Closed();
            }
            return cost < limit;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the stream once everything before has been polled. */
    public void fail(StreamException reason) {
        lock.lock();
        try {
            failure = reason;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public @Nullable Change poll(Duration timeout) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = timeout.toNanos();
            while (changes.isEmpty() && failure == null && !closed && left > 0) {
                left = arrived.awaitNanos(left);
            }
            if (closed) {
                throw new IllegalStateException("the change stream is closed");
            }
            Change change = changes.pollFirst();
            if (change != null) {
                cost -= costOf(change);
                roomOrClosed.signalAll();
            } else if (failure != null) {
                throw failure;
            }
            return change;
        } finally {
            lock.unlock();
        }
    }

    public void close() {
        lock.lock();
        try {
            closed = true;
            arrived.signalAll();
            roomOrClosed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Waits out a pause, unless the stream is closed meanwhile. */
    public void awaitClosed(Duration pause) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = pause.toNanos();
            while (!closed && left > 0) {
                left = roomOrClosed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private static long costOf(Change change) {
        if (!(change instanceof Change.Rows rows)) {
            return BASE_COST;
        }
        long keys = 0;
        for (KeyTuple key : rows.keys()) {
            keys += key.cost();
        }
        return BASE_COST + keys;
    }
}
