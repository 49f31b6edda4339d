// SPDX-License-Identifier: Apache-2.0
package dev.osc.run;

import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An operator's word that ends the run as SIGTERM does: cleanly, to be gone on with by the same command. Thread-safe. */
public final class Stop {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Thread runner;
    private volatile @Nullable String why;
    private volatile Runnable overdue = () -> {};

    Stop(Thread runner) {
        this.runner = runner;
    }

    /** What to do where the run has not ended in time, as a statement of it does not. */
    public void whenOverdue(Runnable then) {
        overdue = then;
    }

    /** The first word counts: whoever stops is not to be interrupted again. */
    public synchronized void now(String reason) {
        if (why == null) {
            why = reason;
            runner.interrupt();
            Thread.ofVirtual().name("osc-stop-deadline").start(() -> {
                try {
                    if (!runner.join(PATIENCE)) {
                        overdue.run();
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }

    /** What ended the run, with the reason that was given, where one was. */
    public OscException explained(OscException ended) {
        String reason = why;
        return reason == null || ended.code() != ExitCode.ABORTED ? ended : ended.because(reason);
    }
}
