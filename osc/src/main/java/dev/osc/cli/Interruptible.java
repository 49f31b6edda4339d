// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli;

import dev.osc.failure.ExitCode;

/**
 * SIGINT and SIGTERM end a run as an operator's abort: the run's thread is interrupted and given time to let go of
 * what it holds, then the process ends with {@link ExitCode#ABORTED}.
 */
final class Interruptible implements AutoCloseable {

    private static final long PATIENCE_MILLIS = 15_000;

    private final Thread runner = Thread.currentThread();
    private final Thread hook = new Thread(this::stop, "osc-stop-1");
    private volatile boolean ended;

    private Interruptible() {}

    /** For the current thread, until closed. */
    static Interruptible here() {
        Interruptible running = new Interruptible();
        Runtime.getRuntime().addShutdownHook(running.hook);
        return running;
    }

    private void stop() {
        if (ended) {
            return;
        }
        runner.interrupt();
        try {
            runner.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(ExitCode.ABORTED.number());
    }

    @Override
    public void close() {
        over();
    }

    /** The run has ended by itself: a signal from here on is the process's own affair. */
    void over() {
        ended = true;
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is ending already
        }
    }
}
