// SPDX-License-Identifier: Apache-2.0
package dev.osc.run;

import dev.osc.engine.session.Opening;
import dev.osc.progress.Counters;
import dev.osc.replay.SyncMonitor;
import dev.osc.replication.ChangeSource;
import dev.osc.replication.Position;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures how far the change stream is behind: asks where the log ends now, and how long it takes the stream to get there.
 * Nothing is written for it. Confined to one thread.
 */
final class StreamLag {

    private static final Logger log = LoggerFactory.getLogger(StreamLag.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final Opening plain;
    private final ChangeSource changes;
    private final SyncMonitor sync;
    private final Counters counters;

    StreamLag(Opening plain, ChangeSource changes, SyncMonitor sync, Counters counters) {
        this.plain = plain;
        this.changes = changes;
        this.sync = sync;
        this.counters = counters;
    }

    /** Runs until interrupted. */
    void run() throws InterruptedException {
        while (true) {
            try (Connection connection = plain.open()) {
                while (true) {
                    measure(changes.end(connection));
                    Thread.sleep(EVERY);
                }
            } catch (SQLException e) {
                // the server is away: the lag is what it was, and others tell of it
                log.debug("where the log ends could not be asked: {}", e.getMessage());
            }
            Thread.sleep(EVERY);
        }
    }

    private void measure(Position end) throws InterruptedException {
        long began = System.nanoTime();
        boolean passed = false;
        while (!passed) {
            passed = sync.awaitRead(end, LOOK_AGAIN);
            counters.streamLag.set(System.nanoTime() - began);
        }
    }
}
