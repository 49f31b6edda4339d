// SPDX-License-Identifier: Apache-2.0
package dev.osc.throttle;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a run writes into a row of its own again and again, and when: a copy of the server that shows beat 7 when 9 are written is as
 * far behind as the eighth is old. No clock of any server is looked at. Thread-safe.
 */
public final class Heartbeat {

    /** A beat as a copy shows it. */
    public record Beat(String run, long number) {}

    private record Written(long number, long at) {}

    /** An hour of ten a second; a copy further behind is at least that far. */
    private static final int REMEMBERED = 36_000;

    private final String run = UUID.randomUUID().toString();
    private final Deque<Written> written = new ArrayDeque<>();

    /** The one to write next. */
    public synchronized Beat next() {
        return new Beat(run, written.isEmpty() ? 1 : written.getLast().number() + 1);
    }

    /** It is committed. */
    public synchronized void written(Beat beat, long now) {
        written.addLast(new Written(beat.number(), now));
        if (written.size() > REMEMBERED) {
            written.removeFirst();
        }
    }

    /** How long ago the last one was written; null before the first. */
    public synchronized @Nullable Duration silence(long now) {
        return written.isEmpty()
                ? null
                : Duration.ofNanos(now - written.getLast().at());
    }

    /** How far behind a copy is that shows this beat; null where it has no row yet. One beat must have been written. */
    public synchronized Duration lag(@Nullable Beat shown, long now) {
        long has = shown == null || !shown.run().equals(run) ? 0 : shown.number();
        Duration lag = Duration.ZERO;
        for (Iterator<Written> newest = written.descendingIterator(); newest.hasNext(); ) {
            Written beat = newest.next();
            if (beat.number() <= has) {
                break;
            }
            lag = Duration.ofNanos(now - beat.at());
        }
        return lag;
    }
}
