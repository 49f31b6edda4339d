// SPDX-License-Identifier: Apache-2.0
package dev.osc.hooks;

import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the executables of a folder whose names begin with {@code osc-on-<event>} or {@code gh-ost-on-<event>}, one after the other, in
 * the order of their names. What they print goes to the log. Thread-safe.
 */
public final class HookFolder {

    private static final Logger log = LoggerFactory.getLogger(HookFolder.class);
    /** What is logged of its output, in lines and characters of a line; the rest is read and dropped. */
    private static final int LINES = 1_000;

    private static final int LONGEST = 2_000;
    private static final Duration TO_DIE = Duration.ofSeconds(2);
    /** A child that it leaves behind may keep its output open: it is not waited for. */
    private static final Duration TO_TELL = Duration.ofMillis(500);

    private final Path folder;
    private final Duration limit;

    /** @param limit for one executable; then it is killed, which is a failure */
    public HookFolder(Path folder, Duration limit) {
        this.folder = folder;
        this.limit = limit;
    }

    /**
     * @param environment what they are told beside osc's own environment
     * @throws OscException when one fails and the event is one at which that ends the run
     */
    public void run(Event event, Map<String, String> environment) throws InterruptedException {
        for (Path hook : of(event)) {
            String failure = run(hook, environment);
            if (failure.isEmpty()) {
                log.debug("hook {}: done", hook.getFileName());
            } else if (event.decides()) {
                throw new OscException(
                        ExitCode.HOOK_FAILED,
                        "the hook " + hook + " " + failure + ": the change is not gone on with",
                        "the table is as before; see what it wants, and run the same command again");
            } else {
                log.warn("the hook {} {}; the run goes on", hook, failure);
            }
        }
    }

    private List<Path> of(Event event) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> named(file, event))
                    .filter(Files::isRegularFile)
                    .filter(HookFolder::executable)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new OscException(
                    ExitCode.HOOK_FAILED,
                    "the hooks in " + folder + " can't be looked at: " + e.getMessage(),
                    "the table is as before; give --hooks-path a folder that can be read",
                    e);
        }
    }

    private static boolean executable(Path file) {
        boolean executable = Files.isExecutable(file);
        if (!executable) {
            log.warn("the hook {} is not executable, and is not run", file);
        }
        return executable;
    }

    private static boolean named(Path file, Event event) {
        String name = String.valueOf(file.getFileName());
        return name.startsWith("osc-on-" + event.text()) || name.startsWith("gh-ost-on-" + event.text());
    }

    /** Returns how it failed; empty when it did not. */
    private String run(Path hook, Map<String, String> environment) throws InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(hook.toAbsolutePath().toString()).redirectErrorStream(true);
        // an environment has no room for NULs
        environment.forEach((name, value) -> builder.environment().put(name, value.replace("\0", "\\0")));
        builder.environment().remove("OSC_PASSWORD");
        Process process;
        try {
            process = builder.start();
            process.getOutputStream().close();
        } catch (IOException e) {
            return "can't be run: " + e.getMessage();
        }
        Thread echo = Thread.ofVirtual().start(() -> echo(hook, process));
        try {
            if (!process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                return "did not end within " + limit.toSeconds() + " s";
            }
            int code = process.exitValue();
            return code == 0 ? "" : "ended with " + code;
        } finally {
            end(process);
            echo.join(TO_TELL);
        }
    }

    private static void end(Process process) throws InterruptedException {
        if (process.isAlive()) {
            // a shell whose child is killed first goes on with what comes after it
            List<ProcessHandle> children = process.descendants().toList();
            process.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
            process.waitFor(TO_DIE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static void echo(Path hook, Process process) {
        try (BufferedReader out = process.inputReader()) {
            int lines = 0;
            StringBuilder line = new StringBuilder();
            for (int next = out.read(); next >= 0; next = out.read()) {
                if (next != '\n' && line.length() < LONGEST) {
                    line.append((char) next);
                } else if (next == '\n') {
                    if (++lines <= LINES) {
                        log.info("hook {}: {}", hook.getFileName(), line);
                    }
                    line.setLength(0);
                }
            }
            if (!line.isEmpty() && lines < LINES) {
                log.info("hook {}: {}", hook.getFileName(), line);
            }
        } catch (IOException e) {
            log.debug("hook {}: {}", hook.getFileName(), e.getMessage());
        }
    }
}
