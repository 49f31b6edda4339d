// SPDX-License-Identifier: Apache-2.0
package dev.osc.throttle;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one source again and again, on a thread of its own, so that a slow one holds up no other. */
final class Watching {

    private static final Logger log = LoggerFactory.getLogger(Watching.class);

    private final Source source;
    private final Throttle throttle;

    Watching(Source source, Throttle throttle) {
        this.source = source;
        this.throttle = throttle;
        throttle.expect(source.name(), source::patience, System.nanoTime());
    }

    /** Until interrupted. */
    void run() {
        try (source) {
            while (true) {
                look();
                Thread.sleep(source.every());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Of a driver's long story about a connection the part that says why. */
    static String reason(Throwable failure) {
        Throwable last = failure;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        boolean connecting = failure.getMessage() == null
                || (failure instanceof SQLException sql
                        && String.valueOf(sql.getSQLState()).startsWith("08"));
        if (!connecting) {
            return String.valueOf(failure.getMessage());
        }
        return switch (last) {
            case UnknownHostException unknown -> "there is no host " + unknown.getMessage();
            case ConnectException _ -> "connection refused";
            case ClosedChannelException _ -> "connection refused";
            default -> last.getMessage() == null ? last.getClass().getSimpleName() : last.getMessage();
        };
    }

    @SuppressWarnings("CatchingUnchecked") // whatever ails a source makes the run wait, and must not end its thread
    private void look() throws InterruptedException {
        try {
            Reading reading = source.read();
            throttle.read(source.name(), reading, System.nanoTime());
        } catch (SQLException | IOException | RuntimeException e) {
            log.debug("{} can't be read", source.name(), e);
            throttle.unreadable(source.name(), reason(e), System.nanoTime());
        }
    }
}
