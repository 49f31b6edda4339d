// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli;

import dev.osc.cli.options.Terminal;
import dev.osc.plan.Migration;
import dev.osc.progress.Counters;
import dev.osc.progress.Reading;
import dev.osc.replay.SyncMonitor;
import dev.osc.run.Report;
import dev.osc.run.Watcher;
import dev.osc.schema.Table;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows a run: a line that renews itself where a terminal is there, a log line now and then where not. Its own thread
 * reads the counters, so it costs the run nothing.
 */
final class LiveDisplay implements Watcher, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger("osc");

    private record Moving(
            Table source, Counters counters, @Nullable SyncMonitor sync, long began) {}

    /** It may be kept open for days. */
    private static final Duration IN_A_WINDOW = Duration.ofMinutes(10);

    private final PrintStream out = System.err;
    private final boolean terminal;
    private final int width =
            Terminal.ofStandardError().watched() ? Terminal.ofStandardError().lineWidth() : 200;
    private final Duration interval;
    private final Thread thread;
    private volatile Phase phase = Phase.PREPARE;
    private volatile long phaseBegan = System.nanoTime();
    private volatile @Nullable Moving moving;

    /** @param terminal whether a person watches standard error */
    LiveDisplay(boolean terminal) {
        this.terminal = terminal;
        this.interval = terminal ? Duration.ofMillis(200) : Duration.ofSeconds(10);
        this.thread = Thread.ofPlatform().name("osc-display-1").daemon(true).unstarted(this::show);
        thread.start();
    }

    @Override
    public void phase(Phase next) {
        phaseBegan = System.nanoTime();
        phase = next;
        if (!terminal) {
            log.info("{}", name(next));
        }
    }

    @Override
    public void moving(Migration migration, Counters counters, SyncMonitor sync) {
        moving = new Moving(migration.source(), counters, sync, System.nanoTime());
    }

    /** Two tables are compared, and no change is made. */
    void comparing(Table source, Counters counters) {
        phase(Phase.VERIFY);
        moving = new Moving(source, counters, null, System.nanoTime());
    }

    @Override
    public void swapped(Report.Swapped report) {
        if (terminal) {
            out.print(Terminal.WIPE);
            out.flush();
        }
        System.out.println(ReportText.ofSwap(report));
    }

    private void show() {
        try {
            while (true) {
                Thread.sleep(phase == Phase.REVERSE && !terminal ? IN_A_WINDOW : interval);
                Moving now = moving;
                if (now != null) {
                    String line = reading(now).line(width);
                    if (terminal) {
                        out.print(Terminal.WIPE + line);
                        out.flush();
                    } else {
                        log.info("{}", line);
                    }
                }
            }
        } catch (InterruptedException e) {
            if (terminal && moving != null) {
                out.print(Terminal.WIPE);
                out.flush();
            }
        }
    }

    private Reading reading(Moving now) {
        boolean comparing = phase == Phase.VERIFY;
        SyncMonitor sync = now.sync();
        return new Reading(
                name(phase),
                comparing
                        ? now.counters().rowsCompared.sum()
                        : now.counters().rowsCopied.sum(),
                now.source().estimatedRows(),
                !comparing && sync != null && sync.allCopied(),
                now.counters().changes.sum(),
                sync == null ? Reading.NOBODY_FOLLOWS : sync.pendingCount(),
                Duration.ofNanos(System.nanoTime() - (comparing ? phaseBegan : now.began())));
    }

    private static String name(Phase phase) {
        return phase.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public void close() {
        end();
    }

    /** Stops showing; what is printed next stands on a line of its own. */
    void end() {
        thread.interrupt();
        try {
            thread.join(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
