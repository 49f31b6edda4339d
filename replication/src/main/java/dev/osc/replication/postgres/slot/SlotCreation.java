// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.postgres.slot;

import dev.osc.replication.StreamException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates a slot. The server waits meanwhile for every transaction of any of its databases that has a number (manual, "Logical
 * Decoding Concepts"), so this is bounded, can be interrupted, and says whom it waits for. The statement runs in a thread of its
 * own, {@code osc-slot-create}. Used once.
 */
public final class SlotCreation {

    private static final Logger LOG = LoggerFactory.getLogger(SlotCreation.class);
    private static final Duration FIRST_WORD = Duration.ofSeconds(5);
    private static final Duration NEXT_WORD = Duration.ofSeconds(30);
    private static final Duration CANCELLING = Duration.ofSeconds(1);

    private final Connection looking;
    private final String slot;
    private final PreparedStatement statement;
    private final FutureTask<String> task = new FutureTask<>(this::create);

    /**
     * @param creating busy until this is over
     * @param looking another session, to see who is in the way
     */
    public SlotCreation(Connection creating, Connection looking, String slot) throws SQLException {
        this.looking = looking;
        this.slot = slot;
        this.statement =
                creating.prepareStatement("SELECT lsn::text FROM pg_create_logical_replication_slot(?, 'pgoutput')");
    }

    /**
     * @return from where the slot's stream begins
     * @throws StreamException when it takes longer than the budget; there is no slot then
     */
    public String run(Duration budget) throws SQLException, InterruptedException {
        Thread.ofPlatform().name("osc-slot-create").daemon().start(task);
        long deadline = System.nanoTime() + budget.toNanos();
        Duration patience = FIRST_WORD;
        boolean done = false;
        try {
            while (true) {
                long left = deadline - System.nanoTime();
                try {
                    String lsn = get(Math.min(left, patience.toNanos()));
                    done = true;
                    return lsn;
                } catch (TimeoutException e) {
                    String inTheWay = ServerTransactions.describeWriting(looking);
                    if (left <= patience.toNanos()) {
                        throw new StreamException("the replication slot " + slot + " was not ready within "
                                + budget.toSeconds()
                                + " s: it waits for every transaction that has written something, in"
                                + " any database: " + inTheWay
                                + "; commit, roll back or end them (pg_terminate_backend), or allow more time");
                    }
                    LOG.warn("the replication slot {} waits for transactions to end: {}", slot, inTheWay);
                    patience = NEXT_WORD;
                }
            }
        } finally {
            if (!done) {
                cancel();
            }
            statement.close();
        }
    }

    private String get(long nanos) throws SQLException, InterruptedException, TimeoutException {
        try {
            return task.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private String create() throws SQLException {
        statement.setString(1, slot);
        try (ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }

    /** Ends the statement, and waits until it has: the server drops an unfinished slot with it. Holds an interrupt back. */
    private void cancel() throws SQLException {
        boolean interrupted = false;
        try {
            while (!task.isDone()) {
                statement.cancel();
                try {
                    task.get(CANCELLING.toNanos(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (TimeoutException e) {
                    LOG.debug("the creation of slot {} does not end yet", slot);
                } catch (ExecutionException e) {
                    LOG.debug("the creation of slot {} ended", slot, e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
