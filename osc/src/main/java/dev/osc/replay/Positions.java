// SPDX-License-Identifier: Apache-2.0
package dev.osc.replay;

import dev.osc.replication.Change;
import dev.osc.replication.Position;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Numbers the stream's transactions and remembers where each ended, as far back as a checkpoint may ask. Not
 * thread-safe: {@link SyncMonitor} guards it.
 */
final class Positions {

    private record Ended(long number, Position resume) {}

    private final Deque<Ended> ended = new ArrayDeque<>();
    private Position end;
    private Position base;
    private long last;

    Positions(Position start) {
        this.end = start;
        this.base = start;
    }

    /** The number of the transaction being read. */
    long next() {
        return last + 1;
    }

    /** The number of the last transaction that was read whole. */
    long last() {
        return last;
    }

    /** How far the log has been read. */
    Position end() {
        return end;
    }

    long committed(Change.Commit commit) {
        last++;
        end = commit.end();
        ended.addLast(new Ended(last, commit.resume()));
        return last;
    }

    void read(Change.Progress progress) {
        end = progress.end();
        // others' transactions: the position may move on with the last of ours
        if (ended.isEmpty()) {
            base = progress.resume();
        } else {
            ended.addLast(new Ended(ended.removeLast().number(), progress.resume()));
        }
    }

    /** From where a stream misses nothing after transaction {@code applied}; what lies before it is forgotten. */
    Position resume(long applied) {
        while (!ended.isEmpty() && ended.peekFirst().number() <= applied) {
            base = ended.removeFirst().resume();
        }
        return base;
    }
}
