// SPDX-License-Identifier: Apache-2.0
package dev.osc.run;

import dev.osc.throttle.Windows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether the run may swap: not while the flag file is there, nor outside of its window, nor while an operator has postponed it. His
 * word goes before the others'. Thread-safe.
 */
public final class SwapLeave {

    private final @Nullable Path flag;
    private final Supplier<Windows> window;
    private final Clock clock;
    private volatile @Nullable String postponed;
    private volatile boolean granted;

    SwapLeave(@Nullable Path flag, Supplier<Windows> window, Clock clock) {
        this.flag = flag;
        this.window = window;
        this.clock = clock;
    }

    /** @param by who says so, for people */
    public void postpone(String by) {
        granted = false;
        postponed = by;
    }

    /** From now on nothing speaks against the swap, neither a flag file nor the hour. */
    public void grant() {
        postponed = null;
        granted = true;
    }

    /** What the swap waits for; empty when nothing speaks against it. */
    public Optional<String> waitsFor() {
        String by = postponed;
        if (by != null) {
            return Optional.of("it was postponed by " + by);
        }
        if (granted) {
            return Optional.empty();
        }
        if (flag != null && !Files.notExists(flag)) {
            return Optional.of(flag + (Files.exists(flag) ? " is there" : " can't be looked at"));
        }
        Instant now = clock.instant();
        Windows windows = window.get();
        return windows.open(now) ? Optional.empty() : Optional.of(windows.closed(now));
    }
}
