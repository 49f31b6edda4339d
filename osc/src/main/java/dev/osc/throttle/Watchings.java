// SPDX-License-Identifier: Apache-2.0
package dev.osc.throttle;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The sources that a throttle has watched, each by a thread of its own; some come and go. Used by one thread. */
public final class Watchings implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 2_000;

    private final Throttle throttle;
    private final Map<String, Thread> threads = new LinkedHashMap<>();

    public Watchings(Throttle throttle) {
        this.throttle = throttle;
    }

    /** From now on; until it was read for the first time the run waits. */
    public void watch(Source source) {
        Watching watching = new Watching(source, throttle);
        threads.put(
                source.name(),
                Thread.ofPlatform()
                        .name("osc-throttle-" + source.name().replaceAll("[^\\w.:-]", "-"))
                        .daemon(true)
                        .start(watching::run));
    }

    /** Of the sources whose names begin so, exactly these. */
    public void keep(String prefix, Map<String, Supplier<Source>> wanted) {
        Set<String> known = new HashSet<>(threads.keySet());
        for (String name : known) {
            if (name.startsWith(prefix) && !wanted.containsKey(name)) {
                Thread thread = threads.remove(name);
                if (thread != null) {
                    thread.interrupt();
                }
                throttle.forget(name, System.nanoTime());
            }
        }
        wanted.forEach((name, source) -> {
            if (!threads.containsKey(name)) {
                watch(source.get());
            }
        });
    }

    /** Ends all; one whose statement does not end is left to the process's end. */
    @Override
    public void close() {
        threads.values().forEach(Thread::interrupt);
        boolean interrupted = Thread.interrupted();
        for (Thread thread : threads.values()) {
            try {
                thread.join(PATIENCE_MILLIS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        threads.keySet().forEach(name -> throttle.forget(name, System.nanoTime()));
        threads.clear();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
