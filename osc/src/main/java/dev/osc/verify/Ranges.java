// SPDX-License-Identifier: Apache-2.0
package dev.osc.verify;

import dev.osc.checkpoint.Reader;
import dev.osc.schema.KeyRange;
import dev.osc.schema.KeyTuple;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Ranges that together hold every key there can be: the first has no lower end, the last no upper one. Remembers up to where
 * all of them have been compared. Thread-safe.
 */
final class Ranges {

    private final ReentrantLock turn = new ReentrantLock();
    private final Comparison comparison;
    private final Deque<KeyRange> out = new ArrayDeque<>();
    private final Set<KeyRange> done = new HashSet<>();
    private @Nullable KeyTuple edge;
    private volatile @Nullable KeyTuple through;
    private boolean closed;

    /** @param edge up to where an earlier process has compared; null: nothing */
    Ranges(Comparison comparison, @Nullable KeyTuple edge) {
        this.comparison = comparison;
        this.edge = edge;
        this.through = edge;
    }

    /** The next range, of about so many of the source's rows; null when the last one has been handed out. */
    @Nullable
    KeyRange next(Reader reader, int rows) throws SQLException, InterruptedException {
        turn.lockInterruptibly();
        try {
            if (closed) {
                return null;
            }
            KeyTuple low = edge;
            KeyTuple high = reader.read(connection -> Optional.ofNullable(comparison.bound(connection, low, rows)))
                    .orElse(null);
            KeyRange range = new KeyRange(low, high);
            out.addLast(range);
            edge = high;
            closed = high == null;
            return range;
        } finally {
            turn.unlock();
        }
    }

    /** The range has been compared, and what differed in it has been handed on. */
    void compared(KeyRange range) {
        turn.lock();
        try {
            done.add(range);
            for (KeyRange first = out.peekFirst(); first != null && done.remove(first); first = out.peekFirst()) {
                out.removeFirst();
                through = first.high();
            }
        } finally {
            turn.unlock();
        }
    }

    /** Every range up to this key has been compared; null: none, or all. */
    @Nullable
    KeyTuple through() {
        return through;
    }
}
