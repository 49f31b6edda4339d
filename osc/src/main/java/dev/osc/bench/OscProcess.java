// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.osc.bench.load.BrokenRunException;
import dev.osc.bench.load.SysbenchTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A {@code bin/osc run} that is watched: when its phases begin, by its log, and what it uses. Its control socket is its own.
 * Thread-safe; ended with force when it is closed.
 */
public final class OscProcess implements AutoCloseable {

    /** A process that is gone tells nothing any more: its last figures are at most this old. */
    private static final long LOOK_EVERY_MILLIS = 20;

    private static final long HELD_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /**
     * What is to be changed.
     *
     * @param options more of them for {@code osc run}
     */
    public record Order(String url, String table, String alter, List<String> options) {}

    /** How much memory it had resident at one moment of {@link System#nanoTime}. */
    public record Held(long at, long bytes) {}

    /**
     * One run, in {@link System#nanoTime}.
     *
     * @param phases when each phase began, by the name that osc logs
     * @param said on standard output
     * @param held ten times a second
     */
    public record Ran(long began, long ended, Map<String, Long> phases, ProcessUse use, String said, List<Held> held) {

        public double seconds() {
            return (ended - began) / 1e9;
        }

        public long phase(String name) {
            Long at = phases.get(name);
            if (at == null) {
                throw new BrokenRunException("osc's log tells of no phase '" + name + "', only " + phases.keySet());
            }
            return at;
        }
    }

    private final Path folder;
    private final Process process;
    private final long began;
    private final Thread watching;
    private final Map<String, Long> phases = new LinkedHashMap<>();
    private final List<String> log = new ArrayList<>();
    private final List<Held> held = new ArrayList<>();
    private final StringBuilder said = new StringBuilder();
    private ProcessUse use = new ProcessUse(0, 0, 0);
    private long ended;

    private OscProcess(Path folder, ProcessBuilder builder) throws IOException {
        this.folder = folder;
        this.began = System.nanoTime();
        this.process = builder.start();
        Thread logged = Thread.ofPlatform().name("osc-log").start(() -> readLog(process.errorReader()));
        Thread printed = Thread.ofPlatform().name("osc-said").start(() -> readSaid(process.inputReader()));
        this.watching = Thread.ofPlatform().name("osc-watch").start(() -> watch(logged, printed));
    }

    /** @throws BrokenRunException when osc ends with another exit code than 0; its log is quoted */
    static Ran run(String url, String alter, List<String> options) throws InterruptedException {
        return run(new Order(url, SysbenchTable.NAME, alter, options));
    }

    /** @throws BrokenRunException when osc ends with another exit code than 0; its log is quoted */
    public static Ran run(Order order) throws InterruptedException {
        try (OscProcess osc = start(order)) {
            return osc.done();
        }
    }

    public static OscProcess start(Order order) {
        try {
            Path folder = Files.createTempDirectory("osc-bench-");
            List<String> command = new ArrayList<>(List.of(program().toString(), "run", "--url", order.url()));
            command.addAll(List.of("--table", order.table(), "--alter", order.alter(), "--no-direct"));
            command.addAll(List.of("--log-format", "json"));
            command.addAll(List.of("--serve-socket-file", socketIn(folder).toString()));
            command.addAll(order.options());
            return new OscProcess(folder, prepared(command));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Path program() {
        return Path.of(System.getProperty("osc.home")).resolve("bin/osc");
    }

    /** With the jars that this benchmark runs from: nothing is built while it is measured. */
    public static ProcessBuilder prepared(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("OSC_JARS", System.getProperty("osc.jars"));
        return builder;
    }

    private static Path socketIn(Path folder) {
        return folder.resolve("osc.sock");
    }

    /** Where it can be steered, once it listens there. */
    public Path socket() {
        return socketIn(folder);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    private void watch(Thread logged, Thread printed) {
        try {
            do {
                ProcessUse.of(process.pid()).ifPresent(this::used);
            } while (!process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS));
            long now = System.nanoTime();
            logged.join();
            printed.join();
            synchronized (this) {
                ended = now;
                notifyAll();
            }
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void used(ProcessUse now) {
        use = now;
        long at = System.nanoTime();
        if (held.isEmpty() || at - held.getLast().at() >= HELD_EVERY_NANOS) {
            held.add(new Held(at, now.residentBytes()));
        }
    }

    /** So far. */
    public synchronized ProcessUse use() {
        return use;
    }

    private void readLog(BufferedReader lines) {
        ObjectMapper json = new ObjectMapper();
        lines.lines().forEach(line -> {
            long now = System.nanoTime();
            String message = message(json, line);
            synchronized (this) {
                log.add(line);
                phases.put(message, now);
                notifyAll();
            }
        });
    }

    private void readSaid(BufferedReader lines) {
        lines.lines().forEach(line -> {
            synchronized (this) {
                said.append(line).append('\n');
            }
        });
    }

    private static String message(ObjectMapper json, String line) {
        try {
            JsonNode event = json.readTree(line);
            return event.path("formattedMessage").asText();
        } catch (IOException notJson) {
            return line;
        }
    }

    /**
     * Waits until it logs that the phase begins.
     *
     * @return when that was
     * @throws BrokenRunException when it ends before, or takes longer
     */
    public synchronized long awaitPhase(String name, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!phases.containsKey(name)) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (ended != 0 || left <= 0) {
                throw new BrokenRunException("osc did not come to its phase '" + name + "':\n" + quoted());
            }
            wait(left);
        }
        return phases.get(name);
    }

    /** Waits for its end; false when it takes longer. */
    public synchronized boolean awaitEnd(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (ended == 0) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /**
     * Waits for its end.
     *
     * @throws BrokenRunException when that is another exit code than 0; its log is quoted
     */
    public Ran done() throws InterruptedException {
        watching.join();
        synchronized (this) {
            if (process.exitValue() != 0) {
                throw new BrokenRunException("osc ended with exit code " + process.exitValue() + ":\n" + quoted());
            }
            return new Ran(began, ended, Map.copyOf(phases), use, said.toString(), List.copyOf(held));
        }
    }

    private synchronized String quoted() {
        return String.join("\n", log);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            watching.join();
            Files.deleteIfExists(socket());
            Files.deleteIfExists(folder);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
