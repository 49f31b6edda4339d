// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.cutover.SwapOutcome.NotSwapped;
import dev.osc.cutover.SwapOutcome.Refused;
import dev.osc.cutover.SwapOutcome.Swapped;
import dev.osc.cutover.SwapOutcome.Undetermined;
import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CutoverAttemptsTest {

    private static final Duration BLINK = Duration.ofMillis(40);
    private static final Swap SWAP = new Swap(
            new TableName("shop", "orders"),
            new TableName("shop", "orders_osc_new"),
            new TableName("shop", "orders_osc_old"),
            Duration.ofSeconds(3));

    private final Script script = new Script();
    private final List<Duration> pauses = new ArrayList<>();

    private SwapOutcome run() {
        return new CutoverAttempts(
                        script,
                        new AttemptLimits(3, Duration.ofSeconds(1), Duration.ofSeconds(3)),
                        pauses::add,
                        System::nanoTime,
                        new Random(1))
                .run(SWAP, script);
    }

    @Test
    void stopsWhenSwapped() {
        script.attempts.addAll(List.of(new NotSwapped("busy"), new Swapped(BLINK)));

        assertThat(run()).isEqualTo(new Swapped(BLINK));
        assertThat(pauses).hasSize(1);
    }

    @Test
    void givesEveryReasonAndPausesLongerEachTime() {
        script.attempts.addAll(List.of(new NotSwapped("a"), new NotSwapped("b"), new NotSwapped("c")));

        assertThat(run()).isEqualTo(new NotSwapped("3 of 3 attempts, 1: a; 2: b; 3: c"));
        assertThat(pauses).hasSize(2);
        assertThat(pauses.getFirst()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        assertThat(pauses.getLast()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void doesNotRepeatWhatIsRefused() {
        script.attempts.add(new Refused("orders_osc_old exists"));

        assertThat(run()).isEqualTo(new Refused("orders_osc_old exists"));
        assertThat(pauses).isEmpty();
    }

    @Test
    void looksBeforeItTriesAgain() {
        script.attempts.addAll(List.of(new Undetermined("lost"), new Swapped(BLINK)));
        script.looks.addAll(List.of(new Undetermined("still there"), new NotSwapped("as before")));

        assertThat(run()).isEqualTo(new Swapped(BLINK));
        assertThat(script.calls).containsExactly("attempt", "inspect", "inspect", "attempt");
    }

    @Test
    void believesWhatItSees() {
        script.attempts.add(new Undetermined("lost"));
        script.looks.add(new Swapped(Duration.ZERO));

        assertThat(run())
                .isInstanceOfSatisfying(
                        Swapped.class, seen -> assertThat(seen.blocked()).isPositive());
        assertThat(script.calls).containsExactly("attempt", "inspect");
    }

    @Test
    void triesNothingWhileTheServerCannotBeAsked() {
        script.attempts.add(new Undetermined("lost"));
        script.unreachable = true;

        assertThat(run()).isInstanceOf(Undetermined.class);
        assertThat(script.calls).containsExactly("attempt", "inspect", "inspect", "inspect");
    }

    @Test
    void keepsAnInterruptAndStillLooks() {
        script.attempts.add(new Undetermined("lost"));
        script.looks.add(new NotSwapped("as before"));
        script.interrupting = true;

        SwapOutcome outcome = new CutoverAttempts(
                        script, AttemptLimits.DEFAULT, Thread::sleep, System::nanoTime, new Random(1))
                .run(SWAP, script);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcome).isInstanceOf(NotSwapped.class);
        assertThat(script.calls).containsExactly("attempt", "inspect");
    }

    @Test
    void pausesStayWithinTheirBounds() {
        AttemptLimits limits = new AttemptLimits(100, Duration.ofSeconds(1), Duration.ofMinutes(1));
        Random random = new Random(5);
        for (int failed = 1; failed <= 100; failed++) {
            assertThat(limits.pauseAfter(failed, random)).isBetween(Duration.ofMillis(500), Duration.ofMinutes(1));
        }
        assertThat(limits.pauseAfter(100, random)).isGreaterThanOrEqualTo(Duration.ofSeconds(30));
    }

    /** Gives the outcomes it was told to give. */
    private static final class Script implements Cutover, CatchUp {
        private final Deque<SwapOutcome> attempts = new ArrayDeque<>();
        private final Deque<SwapOutcome> looks = new ArrayDeque<>();
        private final List<String> calls = new ArrayList<>();
        private boolean unreachable;
        private boolean interrupting;

        @Override
        public SwapOutcome attempt(Swap swap, CatchUp catchUp) {
            calls.add("attempt");
            if (interrupting) {
                Thread.currentThread().interrupt();
            }
            return attempts.remove();
        }

        @Override
        public SwapOutcome inspect(Swap swap) throws SQLException {
            calls.add("inspect");
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            if (unreachable) {
                throw new SQLException("refused");
            }
            return looks.remove();
        }

        @Override
        public void drainThrough(Connection writer, Duration budget) {}

        @Override
        public void drain(Duration budget) {}

        @Override
        public void drainWithin(Connection writer, Duration budget) {}
    }
}
