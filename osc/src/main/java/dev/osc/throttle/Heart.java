// SPDX-License-Identifier: Apache-2.0
package dev.osc.throttle;

import java.sql.SQLException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the heartbeat, ten times a second, as long as somebody looks for it. Confined to one thread. */
public final class Heart {

    private static final Logger log = LoggerFactory.getLogger(Heart.class);
    private static final Duration EVERY = Duration.ofMillis(100);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);

    private final Heartbeat heartbeat;
    private final HeartbeatRow row;
    private final Session session;
    private final BooleanSupplier wanted;
    private boolean created;

    public Heart(Heartbeat heartbeat, HeartbeatRow row, Session.Opening opening, BooleanSupplier wanted) {
        this.heartbeat = heartbeat;
        this.row = row;
        this.session = new Session(opening);
        this.wanted = wanted;
    }

    /** Runs until interrupted. */
    public void run() throws InterruptedException {
        try (session) {
            while (true) {
                Thread.sleep(!wanted.getAsBoolean() || beat() ? EVERY : AFTER_A_FAILURE);
            }
        }
    }

    private boolean beat() {
        Heartbeat.Beat beat = heartbeat.next();
        try {
            session.look(connection -> {
                if (!created) {
                    row.create(connection);
                    created = true;
                }
                row.write(connection, beat);
                return true;
            });
            heartbeat.written(beat, System.nanoTime());
            return true;
        } catch (SQLException e) {
            // those who look for it say so themselves
            log.debug("the heartbeat could not be written: {}", e.getMessage());
            return false;
        }
    }
}
