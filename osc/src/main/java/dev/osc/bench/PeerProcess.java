// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench;

import dev.osc.bench.load.BrokenRunException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a tool to its end and watches what it and the processes it starts use. */
final class PeerProcess {

    /** As osc is looked at. */
    private static final long LOOK_EVERY_MILLIS = 20;

    private static final int LINES_QUOTED = 60;

    private PeerProcess() {}

    /** @throws BrokenRunException when it ends with another exit code than 0, or not in time; its last words are quoted */
    static Rebuild.Done run(String name, List<String> command, Duration limit) throws InterruptedException {
        Deque<String> said = new ArrayDeque<>();
        try {
            long began = System.nanoTime();
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try {
                process.getOutputStream().close();
                Thread reading = Thread.ofPlatform().name("peer-log").start(() -> read(process.inputReader(), said));
                ProcessUse use = new ProcessUse(0, 0, 0);
                do {
                    use = use.or(ProcessUse.ofTree(process.pid()));
                    if (System.nanoTime() - began > limit.toNanos()) {
                        throw new BrokenRunException("%s did not end within %d s, it said:%n%s"
                                .formatted(name, limit.toSeconds(), quoted(said)));
                    }
                } while (!process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS));
                long ended = System.nanoTime();
                reading.join();
                if (process.exitValue() != 0) {
                    throw new BrokenRunException("%s ended with exit code %d%n%s%n%s"
                            .formatted(name, process.exitValue(), String.join(" ", command), quoted(said)));
                }
                return Rebuild.Done.of(began, ended, use);
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(BufferedReader lines, Deque<String> said) {
        try {
            lines.lines().forEach(line -> {
                synchronized (said) {
                    said.addLast(line);
                    if (said.size() > LINES_QUOTED) {
                        said.removeFirst();
                    }
                }
            });
        } catch (UncheckedIOException ended) {
            // its end was forced: what it said until then is quoted
        }
    }

    private static String quoted(Deque<String> said) {
        synchronized (said) {
            return String.join("\n", said);
        }
    }
}
