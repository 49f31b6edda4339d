// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli;

import dev.osc.checkpoint.AuditTrail;
import dev.osc.cli.options.ServeOptions;
import dev.osc.config.ServerAddress;
import dev.osc.control.Answer;
import dev.osc.control.Console;
import dev.osc.control.ControlSocket;
import dev.osc.control.RunCommands;
import dev.osc.engine.Engine;
import dev.osc.failure.OscException;
import dev.osc.hooks.Hooks;
import dev.osc.page.Page;
import dev.osc.run.Controls;
import dev.osc.run.Watcher;
import dev.osc.schema.TableName;
import dev.osc.status.Status;
import dev.osc.status.StatusBoard;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What lets an operator see and steer a run from outside: the status, the sockets and the page that serve it, the hooks that are told
 * of it, and the display.
 */
final class Operating implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger("osc");

    /** Closes what was opened last first. */
    private final Deque<Runnable> closing = new ArrayDeque<>();

    private final StatusBoard board;
    private final Watcher told;
    private final @Nullable Page page;
    private final @Nullable Hooks hooks;
    private final long statusEvery;
    private final Thread sampling =
            Thread.ofPlatform().name("osc-status-1").daemon(true).unstarted(this::sample);

    /** @param display who is told of the run too */
    Operating(
            Engine engine,
            ServerAddress address,
            Controls controls,
            TableName table,
            String change,
            ServeOptions serving,
            LiveDisplay display) {
        this.board = new StatusBoard(controls, table.toString(), change);
        display.shows(board::now);
        this.hooks = serving.hooks()
                .map(folder -> new Hooks(folder, address, table, serving.hint(), board::now))
                .orElse(null);
        this.statusEvery = serving.hookStatusEvery().toNanos();
        // the display shows a phase while the hooks that may forbid it are run
        this.told = Watcher.all(hooks == null ? List.of(board, display) : List.of(board, display, hooks));
        AuditWriter audit = new AuditWriter(new AuditTrail(engine.dialect(), Clock.systemUTC(), table), engine.plain());
        closing.push(audit::close);
        Console console = RunCommands.console(controls, board::now, (line, who, answer) -> {
            audit.write(line, who, answer);
            commanded(line, answer);
        });
        try {
            ControlSocket socket = serving.listen(table, console);
            closing.push(socket::close);
            serving.tcp().map(where -> ControlSocket.onPort(where, console)).ifPresent(tcp -> closing.push(tcp::close));
            this.page = serving.page()
                    .map(where -> Page.open(where, board::now, console))
                    .orElse(null);
            Optional.ofNullable(page).ifPresent(open -> closing.push(open::close));
        } catch (OscException e) {
            close();
            throw e;
        }
        sampling.start();
        closing.push(sampling::interrupt);
    }

    private void commanded(String line, Answer answer) {
        if (hooks != null && answer.done()) {
            hooks.command(line);
        }
    }

    /** Who is to be told of the run. */
    Watcher watcher() {
        return told;
    }

    /** Before anything of the run itself. */
    void begin() throws InterruptedException {
        if (hooks != null) {
            closing.push(hooks::close);
            hooks.startup();
        }
    }

    private void sample() {
        boolean waited = false;
        long last = System.nanoTime();
        try {
            while (true) {
                Thread.sleep(Duration.ofSeconds(1));
                Status now = board.now();
                if (page != null) {
                    page.sample();
                }
                if (hooks != null) {
                    if (now.throttle().now() && !waited) {
                        hooks.throttled();
                    }
                    waited = now.throttle().now();
                    if (System.nanoTime() - last >= statusEvery) {
                        last = System.nanoTime();
                        hooks.status(now.line());
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The run's last word, for the hooks; null when the change is made. */
    void ended(@Nullable OscException failure) {
        if (hooks != null) {
            hooks.ended(failure);
        }
    }

    @Override
    public void close() {
        while (!closing.isEmpty()) {
            closing.pop().run();
        }
        log.debug("nobody can ask this run any more");
    }
}
