// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli;

import dev.osc.failure.ExitCode;
import java.util.function.IntSupplier;

/**
 * The thread that a process's command runs in. It ends when the command has said all it has to say, which the main
 * thread, caught in System.exit when a signal has come, would not.
 */
final class CommandThread extends Thread {

    private final IntSupplier command;
    private volatile int exitCode = ExitCode.ABORTED.number();

    CommandThread(IntSupplier command) {
        super("osc-command-1");
        this.command = command;
    }

    @Override
    public void run() {
        exitCode = command.getAsInt();
    }

    /** What the command ended with; while it runs, what stopping it would end with. */
    int exitCode() {
        return exitCode;
    }
}
