// SPDX-License-Identifier: Apache-2.0
package dev.osc.run;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The threads of a run. The first one that fails takes the others with it and interrupts the owner, who learns the
 * reason from {@link #failure}. Used by its owner's thread only.
 */
public final class Crew implements AutoCloseable {

    /** One thread's work; returning ends the thread, throwing ends the run. */
    @FunctionalInterface
    public interface Job {
        void run() throws SQLException, InterruptedException;
    }

    /** After so long a thread that missed its interrupt gets another. */
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Thread owner = Thread.currentThread();
    private final List<Thread> members = new ArrayList<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile boolean closing;

    /** Starts {@code osc-<name>}. */
    public Thread start(String name, Job job) {
        Thread thread = Thread.ofPlatform().name("osc-" + name).daemon(true).unstarted(() -> work(job));
        members.add(thread);
        thread.start();
        return thread;
    }

    @SuppressWarnings("CatchingUnchecked") // a thread's edge: whatever ends it is the run's failure
    private void work(Job job) {
        try {
            job.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            if (!closing && failure.compareAndSet(null, e)) {
                owner.interrupt();
            }
        }
    }

    /** What ended the run, or null when nothing did: then an interrupt of the owner came from outside. */
    public @Nullable Throwable failure() {
        return failure.get();
    }

    /** Tells every thread to stop, and waits up to that long; returns whether all have ended. */
    public boolean stopped(Duration patience) {
        closing = true;
        members.forEach(Thread::interrupt);
        long deadline = System.nanoTime() + patience.toNanos();
        boolean interrupted = Thread.interrupted();
        boolean alive = false;
        for (Thread member : members) {
            try {
                alive |= !member.join(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
            } catch (InterruptedException e) {
                interrupted = true;
                alive |= member.isAlive();
            }
        }
        if (interrupted) {
            owner.interrupt();
        }
        return !alive;
    }

    /** Stops every thread and waits for its end. */
    @Override
    public void close() {
        boolean ended = false;
        while (!ended) {
            ended = stopped(AGAIN);
        }
        if (failure.get() != null) {
            // the interrupt that told of the failure may have come after the owner had learned of it otherwise
            Thread.interrupted();
        }
    }
}
