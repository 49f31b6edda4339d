// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.osc.bench.load.BrokenRunException;
import dev.osc.bench.load.SysbenchTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Runs {@code bin/osc run} and watches it: when its phases begin, by its log, and what it uses. */
final class OscProcess {

    /** A process that is gone tells nothing any more: its last figures are at most this old. */
    private static final long LOOK_EVERY_MILLIS = 20;

    /**
     * One run, in {@link System#nanoTime}.
     *
     * @param phases when each phase began, by the name that osc logs
     */
    record Ran(long began, long ended, Map<String, Long> phases, ProcessUse use) {

        double seconds() {
            return (ended - began) / 1e9;
        }

        long phase(String name) {
            Long at = phases.get(name);
            if (at == null) {
                throw new BrokenRunException("osc's log tells of no phase '" + name + "', only " + phases.keySet());
            }
            return at;
        }
    }

    private OscProcess() {}

    /** @throws BrokenRunException when osc ends with another exit code than 0; its log is quoted */
    static Ran run(String url, String alter, List<String> options) throws InterruptedException {
        Path home = Path.of(System.getProperty("osc.home"));
        List<String> command = new ArrayList<>(List.of(home.resolve("bin/osc").toString(), "run", "--url", url));
        command.addAll(List.of("--table", SysbenchTable.NAME, "--alter", alter, "--no-direct"));
        command.addAll(List.of("--log-format", "json"));
        command.addAll(options);
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        // the jars that this benchmark runs from: nothing is built while it is measured
        builder.environment().put("OSC_JARS", System.getProperty("osc.jars"));
        Map<String, Long> phases = new ConcurrentHashMap<>();
        List<String> log = new ArrayList<>();
        try {
            long began = System.nanoTime();
            Process process = builder.start();
            Thread reading = Thread.ofPlatform().name("osc-log").start(() -> read(process.errorReader(), phases, log));
            ProcessUse use = new ProcessUse(0, 0);
            do {
                use = use.or(ProcessUse.ofTree(process.pid()));
            } while (!process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS));
            long ended = System.nanoTime();
            reading.join();
            if (process.exitValue() != 0) {
                throw new BrokenRunException(
                        "osc ended with exit code " + process.exitValue() + ":\n" + String.join("\n", log));
            }
            return new Ran(began, ended, phases, use);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(BufferedReader lines, Map<String, Long> phases, List<String> log) {
        ObjectMapper json = new ObjectMapper();
        lines.lines().forEach(line -> {
            long now = System.nanoTime();
            log.add(line);
            phases.put(message(json, line), now);
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
}
