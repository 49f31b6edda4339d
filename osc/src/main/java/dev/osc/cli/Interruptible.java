// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli;

import dev.osc.failure.ExitCode;

/**
 * SIGINT and SIGTERM end a command as an operator's abort: its thread is interrupted and given time to let go of
 * what it holds and to say what is left behind; then the process ends with the command's own exit code, {@link
 * ExitCode#ABORTED} unless it was done already.
 */
final class Interruptible implements AutoCloseable {

    private static final long PATIENCE_MILLIS = 30_000;

    private final Thread runner = Thread.currentThread();
    private final Thread hook = new Thread(this::stop, "osc-stop-1");

    private volatile boolean stopped;

    private Interruptible() {}

    /** For the current thread, until closed. */
    static Interruptible here() {
        Interruptible running = new Interruptible();
        Runtime.getRuntime().addShutdownHook(running.hook);
        SecondInterrupt.listen();
        return running;
    }

    /** Whether a signal has come. */
    boolean stopped() {
        return stopped;
    }

    private void stop() {
        stopped = true;
        runner.interrupt();
        try {
            runner.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (runner.isAlive()) {
            System.err.println("osc: stopped, but a statement did not end within " + PATIENCE_MILLIS / 1000
                    + " s and may run on in the server\n  SHOW PROCESSLIST shows it; when it is gone, the same command goes on, or"
                    + " 'osc cleanup' drops what is left behind");
        }
        Runtime.getRuntime()
                .halt(runner instanceof CommandThread command ? command.exitCode() : ExitCode.ABORTED.number());
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // a signal has come: the hook ends the process
        }
    }
}
