// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli;

import dev.osc.checkpoint.AuditTrail;
import dev.osc.control.Answer;
import dev.osc.control.Console;
import dev.osc.engine.session.Opening;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what the console was told to the server, on a thread of its own: nobody who gives a command waits for it. */
final class AuditWriter implements Console.Audit, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(AuditWriter.class);
    private static final int ROOM = 1_000;
    private static final int PATIENCE_MILLIS = 5_000;

    private final AuditTrail trail;
    private final Opening opening;
    /** Empty: nothing more comes. */
    private final BlockingQueue<Optional<AuditTrail.Entry>> waiting = new LinkedBlockingQueue<>(ROOM + 1);

    /** Not written down, on the server or at all. */
    private final AtomicInteger open = new AtomicInteger();

    private final Thread writing =
            Thread.ofPlatform().name("osc-audit-1").daemon(true).unstarted(this::run);
    /** By the writing thread alone. */
    private boolean created;

    AuditWriter(AuditTrail trail, Opening opening) {
        this.trail = trail;
        this.opening = opening;
        writing.start();
    }

    @Override
    public void write(String line, String who, Answer answer) {
        AuditTrail.Entry entry =
                trail.entry(who, line, answer.done(), answer.lines().getFirst());
        open.incrementAndGet();
        if (waiting.size() >= ROOM || !waiting.offer(Optional.of(entry))) {
            log.warn("more commands than can be written down: this one stands in the log alone");
        }
    }

    private void run() {
        boolean more = true;
        while (more) {
            try {
                List<Optional<AuditTrail.Entry>> entries = new ArrayList<>(List.of(waiting.take()));
                waiting.drainTo(entries);
                more = entries.stream().allMatch(Optional::isPresent);
                write(entries.stream().flatMap(Optional::stream).toList());
            } catch (InterruptedException e) {
                more = false;
            }
        }
    }

    private void write(List<AuditTrail.Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        try (Connection connection = opening.open()) {
            if (!created) {
                trail.create(connection);
                created = true;
            }
            for (AuditTrail.Entry entry : entries) {
                write(connection, entry);
            }
        } catch (SQLException e) {
            log.warn("commands could not be written down on the server: {}", e.getMessage());
        }
    }

    /** One that the server does not take costs no other. */
    private void write(Connection connection, AuditTrail.Entry entry) throws SQLException {
        try {
            trail.write(connection, entry);
            open.decrementAndGet();
        } catch (SQLException e) {
            if (!connection.isValid(1)) {
                throw e;
            }
            log.warn(
                    "'{}' by {} could not be written down on the server: {}",
                    entry.line(),
                    entry.who(),
                    e.getMessage());
        }
    }

    /** What was given before is written down, unless the server does not take it for seconds. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        waiting.offer(Optional.empty());
        try {
            writing.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (open.get() > 0) {
            log.warn("{} commands stand in this log alone, and not in _osc_audit", open.get());
        }
    }
}
