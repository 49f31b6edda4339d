// SPDX-License-Identifier: Apache-2.0
package dev.osc.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class WatchingsTest {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Throttle throttle = new Throttle(System.nanoTime());
    private final Watchings watchings = new Watchings(throttle);

    /** Says what it was last told to say; each look counts. */
    private static final class Told implements Source {

        private final String name;
        private final AtomicInteger looks = new AtomicInteger();
        private final CountDownLatch closed = new CountDownLatch(1);
        private volatile Reading reading = new Reading("well", false);
        private volatile boolean broken;

        Told(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Duration every() {
            return Duration.ofMillis(1);
        }

        @Override
        public Reading read() {
            looks.incrementAndGet();
            if (broken) {
                throw new IllegalStateException("no\n\tidea");
            }
            return reading;
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(5_000_000);
        }
    }

    private Throttle.State state() {
        return throttle.state(System.nanoTime());
    }

    private List<String> told() {
        List<String> names = new ArrayList<>();
        state().lines().forEach(line -> names.add(line.source()));
        return names;
    }

    @AfterEach
    void end() {
        watchings.close();
    }

    @Test
    void theRunWaitsForTheFirstLookAndForEachThatIsOver() {
        Told source = new Told("max-load");
        source.reading = new Reading("too much", true);
        watchings.watch(source);
        assertThat(state().waiting()).isTrue();
        await(() -> state().reason().equals("max-load: too much"));

        source.reading = new Reading("well", false);

        await(() -> !state().waiting());
    }

    @Test
    void aSourceThatFailsInAnyWayMakesTheRunWaitAndIsReadOn() {
        Told source = new Told("throttle-query");
        watchings.watch(source);
        await(() -> !state().waiting());

        source.broken = true;
        await(() -> state().reason().startsWith("throttle-query: can't be read"));
        assertThat(state().reason()).as("in one line").isEqualTo("throttle-query: can't be read: no idea");
        int looks = source.looks.get();
        await(() -> source.looks.get() > looks + 3);
        source.broken = false;

        await(() -> !state().waiting());
    }

    /** While another one answers nothing at all. */
    @Test
    void aSlowSourceHoldsUpNoOther() {
        CountDownLatch never = new CountDownLatch(1);
        watchings.watch(new Source() {
            @Override
            public String name() {
                return "stuck";
            }

            @Override
            public Reading read() throws InterruptedException {
                never.await();
                return Reading.NOT_WANTED;
            }
        });
        Told source = new Told("max-load");
        watchings.watch(source);

        await(() -> source.looks.get() > 5);
        assertThat(state().reason()).isEqualTo("stuck: not read yet");
    }

    @Test
    void someComeAndGo() throws InterruptedException {
        Told first = new Told("replica-lag a");
        Told second = new Told("replica-lag b");
        watchings.watch(new Told("max-load"));
        watchings.keep("replica-lag ", Map.of("replica-lag a", () -> first));
        await(() -> !state().waiting());
        assertThat(told()).containsExactly("max-load", "replica-lag a");
        first.reading = new Reading("9 s", true);
        await(() -> state().waiting());

        watchings.keep("replica-lag ", Map.of("replica-lag b", () -> second));

        first.closed.await();
        await(() -> !state().waiting());
        assertThat(told()).containsExactly("max-load", "replica-lag b");
        watchings.keep("replica-lag ", Map.of("replica-lag b", () -> new Told("another of that name")));
        int looks = second.looks.get();
        await(() -> second.looks.get() > looks);
        assertThat(told()).containsExactly("max-load", "replica-lag b");
    }

    @Test
    void allEnd() throws InterruptedException {
        Told source = new Told("max-load");
        source.reading = new Reading("too much", true);
        watchings.watch(source);
        await(() -> source.looks.get() > 0);

        watchings.close();

        source.closed.await();
        assertThat(state().waiting()).isFalse();
        assertThat(told()).isEmpty();
    }
}
