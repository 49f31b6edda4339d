// SPDX-License-Identifier: Apache-2.0
package dev.osc.chaos.fault.load;

import dev.osc.chaos.scene.BrokenRound;
import dev.osc.chaos.scene.Scene;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** Other users of the server, each with a session of its own. */
final class Others {

    private static final Duration LONGEST = Duration.ofSeconds(12);

    private Others() {}

    /** What one of them does, again and again. */
    @FunctionalInterface
    interface Habit {
        void once(Scene scene, Connection connection, SplittableRandom random) throws SQLException;
    }

    /**
     * Has them at it while osc runs, for twelve seconds at most.
     *
     * @throws BrokenRound when one of them failed
     */
    static void whileItRuns(Scene scene, int number, Habit habit) throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            SplittableRandom random = scene.random().split();
            threads.add(Thread.ofPlatform().name("other-" + i).start(() -> {
                try (Connection connection = scene.connect()) {
                    while (!over.get()) {
                        habit.once(scene, connection, random);
                    }
                } catch (SQLException e) {
                    failures.add(e.toString());
                }
            }));
        }
        scene.osc().rest(LONGEST);
        over.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
        if (!failures.isEmpty()) {
            throw new BrokenRound("others met errors: " + failures.peek());
        }
    }
}
