// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli;

import dev.osc.cli.options.Terminal;
import dev.osc.progress.Counters;
import dev.osc.progress.RowsLine;
import dev.osc.run.Controls;
import dev.osc.run.Report;
import dev.osc.run.Watcher;
import dev.osc.schema.Table;
import dev.osc.status.Status;
import dev.osc.status.StatusBoard;
import dev.osc.status.StatusText;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows a run: a few lines that renew themselves where a terminal is there, a log line now and then where not. Its own thread
 * looks at the status, so it costs the run nothing.
 */
final class LiveDisplay implements Watcher, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger("osc");

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final Duration LOG_EVERY = Duration.ofSeconds(10);
    /** It may be kept open for days. */
    private static final Duration IN_A_WINDOW = Duration.ofMinutes(10);

    private final PrintStream out = System.err;
    private final boolean terminal;
    private final int width =
            Terminal.ofStandardError().watched() ? Terminal.ofStandardError().lineWidth() : 200;
    private final Thread thread;
    private volatile Phase phase = Phase.PREPARE;
    private volatile Supplier<List<String>> lines = List::of;
    private volatile boolean drawn;

    /** @param terminal whether a person watches standard error */
    LiveDisplay(boolean terminal) {
        this.terminal = terminal;
        this.thread = Thread.ofPlatform().name("osc-display-1").daemon(true).unstarted(this::show);
        thread.start();
    }

    /** Who is to be told of a run that has nothing but this display to tell. */
    Watcher watching(Controls controls, String table) {
        StatusBoard board = new StatusBoard(controls, table, "");
        shows(board::now);
        return Watcher.all(List.of(board, this));
    }

    /** What it shows from now on, once rows move. */
    void shows(Supplier<Status> status) {
        lines = () -> {
            Status now = status.get();
            // once the swap is made there is nothing to wait for, and others have the word
            return now.migration().isEmpty() || phase == Phase.CLEAN_UP
                    ? List.of()
                    : terminal ? StatusText.panel(now, width) : List.of(now.line());
        };
    }

    /** Two tables are compared, and no change is made. */
    void comparing(Table source, Counters counters) {
        phase(Phase.VERIFY);
        long began = System.nanoTime();
        lines = () -> List.of(new RowsLine(
                        "verify",
                        counters.rowsCompared.sum(),
                        source.estimatedRows(),
                        Duration.ofNanos(System.nanoTime() - began))
                .text(width));
    }

    @Override
    public void phase(Phase next) {
        phase = next;
        if (!terminal) {
            log.info("{}", next.text());
        } else if (next == Phase.CLEAN_UP) {
            draw();
        }
    }

    @Override
    public void swapped(Report.Swapped report) {
        wipe();
        System.out.println(ReportText.ofSwap(report));
    }

    private void show() {
        long told = System.nanoTime();
        try {
            while (true) {
                Thread.sleep(LOOK_EVERY);
                Duration every = terminal ? Duration.ZERO : phase == Phase.REVERSE ? IN_A_WINDOW : LOG_EVERY;
                if (System.nanoTime() - told >= every.toNanos()) {
                    told = System.nanoTime();
                    draw();
                }
            }
        } catch (InterruptedException e) {
            if (drawn) {
                wipe();
            }
        }
    }

    /** The cursor stays where the first line begins, so that whoever writes next can wipe them all. */
    private synchronized void draw() {
        List<String> now = lines.get();
        if (!terminal) {
            now.forEach(line -> log.info("{}", line));
        } else if (!now.isEmpty()) {
            drawn = true;
            out.print(Terminal.WIPE + String.join("\n", now) + Terminal.up(now.size() - 1));
            out.flush();
        } else if (drawn) {
            wipe();
        }
    }

    private synchronized void wipe() {
        drawn = false;
        if (terminal) {
            out.print(Terminal.WIPE);
            out.flush();
        }
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
