// SPDX-License-Identifier: Apache-2.0
package dev.osc.run;

import dev.osc.config.RunSettings;
import dev.osc.config.Throttling;
import dev.osc.engine.Engine;
import dev.osc.progress.Pace;
import dev.osc.replay.SyncMonitor;
import dev.osc.throttle.Thresholds;
import dev.osc.throttle.Throttle;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * What an operator has in hand of a run: made before it, of use until it ends.
 *
 * @param settings what the run began with
 * @param throttle makes it wait
 * @param thresholds from where on
 * @param pace how fast it goes
 * @param leave when it may swap
 * @param stop ends it, to be gone on with
 */
public record Controls(
        RunSettings settings, Throttle throttle, Thresholds thresholds, Pace pace, SwapLeave leave, Stop stop) {

    private static final int LARGEST_CHUNK = 200_000;
    private static final int LARGEST_FLUSH = 5_000;

    /** Of a run with these settings, on the thread that will run it. */
    public static Controls of(RunSettings settings, Engine engine) {
        int workers = settings.copyWorkers() > 0 ? settings.copyWorkers() : engine.copyWorkers();
        Pace pace = new Pace(settings.chunkTime(), settings.chunkRows(), LARGEST_CHUNK, LARGEST_FLUSH, workers);
        Throttling throttling = settings.throttling();
        pace.niceRatio(throttling.niceRatio());
        Thresholds thresholds = new Thresholds();
        thresholds.set(throttling.thresholds());
        return new Controls(
                settings,
                new Throttle(System.nanoTime()),
                thresholds,
                pace,
                new SwapLeave(settings.postponeFlag(), thresholds.cutOverWindow::get, Clock.systemUTC()),
                new Stop(Thread.currentThread()));
    }

    /** From now on what they say is done there. */
    void drive(SyncMonitor sync) {
        throttle.gate(sync::throttle);
        pace.onCopyWorkers(sync::copyWorkers);
    }

    /** What the run or its swap waits for, in words; null: nothing. */
    @Nullable
    String waits() {
        Throttle.State state = throttle.state(System.nanoTime());
        return state.waiting()
                ? "waits: " + state.reason()
                : leave.waitsFor().map(reason -> "the swap waits: " + reason).orElse(null);
    }
}
