// SPDX-License-Identifier: Apache-2.0
package dev.osc.chaos.scene;

import dev.osc.chaos.scene.Moment.Step;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** osc as a process of its own, that may be killed; what it says goes to a log file, and tells where it is. Thread-safe. */
public final class OscRun implements AutoCloseable {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(1);

    private final Process process;
    private final Path log;
    private final Thread reading;
    private final ConcurrentSkipListSet<Step> reached = new ConcurrentSkipListSet<>();
    private final Thread atJvmEnd;
    private volatile String last = "";

    private OscRun(Process process, Path log) {
        this.process = process;
        this.log = log;
        // whoever ends the suite ends what it started
        this.atJvmEnd = new Thread(process::destroyForcibly, "osc-end");
        Runtime.getRuntime().addShutdownHook(atJvmEnd);
        this.reading = Thread.ofPlatform().name("osc-log").start(this::read);
    }

    /** @param arguments as {@code bin/osc} takes them */
    static OscRun start(List<String> arguments, Map<String, String> environment, Path log) {
        Path home = Path.of(System.getProperty("osc.home"));
        List<String> command = new ArrayList<>(List.of(home.resolve("bin/osc").toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        String jars = System.getProperty("osc.jars");
        if (jars != null) {
            builder.environment().put("OSC_JARS", jars);
        }
        builder.environment().putAll(environment);
        try {
            Files.writeString(
                    log, "$ " + String.join(" ", command) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            Process process = builder.start();
            process.getOutputStream().close();
            return new OscRun(process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
                PrintWriter to = new PrintWriter(
                        Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                for (Step step : Step.values()) {
                    if (step.isToldBy(line)) {
                        reached.add(step);
                    }
                }
                if (line.startsWith("osc: ")) {
                    last = line;
                }
                to.println(line);
                to.flush();
            }
        } catch (IOException e) {
            // the process is gone in the middle of a line
        }
    }

    /** Waits for the moment; false when osc ended before. */
    public boolean await(Moment moment) {
        return await(() -> reached.contains(moment.step())) && rest(moment.after());
    }

    /** Waits until the condition holds; false when osc ended before. */
    public boolean await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (!process.isAlive()) {
                return condition.getAsBoolean();
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        return true;
    }

    /** Lets it go on for so long; false when it ended before. */
    public boolean rest(Duration length) {
        try {
            return !process.waitFor(length.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /** The steps that it came to. */
    public boolean reached(Step step) {
        return reached.contains(step);
    }

    /** The line that tells why it ended; empty when it said nothing. */
    public String last() {
        return last;
    }

    /** @param name as kill takes it: KILL, TERM, STOP, CONT, QUIT */
    public void signal(String name) throws InterruptedException {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Waits for its end: the exit code; 128 and the signal's number when it was killed.
     *
     * @throws BrokenRound when it still runs after the limit; its threads are in the log then
     */
    public int ended(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
            signal("CONT");
            signal("QUIT");
            process.waitFor(1, TimeUnit.SECONDS);
            throw new BrokenRound("osc still ran after " + limit.toSeconds() + " s");
        }
        reading.join(Duration.ofSeconds(5));
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            Runtime.getRuntime().removeShutdownHook(atJvmEnd);
        } catch (IllegalStateException jvmEnds) {
            // then the hook does it again
        }
    }
}
