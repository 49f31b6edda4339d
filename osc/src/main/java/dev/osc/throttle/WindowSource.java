// SPDX-License-Identifier: Apache-2.0
package dev.osc.throttle;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** The run waits outside of its times. */
public final class WindowSource implements Source {

    private final Supplier<Windows> windows;
    private final Clock clock;

    public WindowSource(Supplier<Windows> windows, Clock clock) {
        this.windows = windows;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "run-window";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Reading read() {
        Windows set = windows.get();
        Instant now = clock.instant();
        if (set.all().isEmpty()) {
            return Reading.NOT_WANTED;
        }
        return set.open(now) ? new Reading("inside of " + set, false) : new Reading(set.closed(now), true);
    }
}
