// SPDX-License-Identifier: Apache-2.0
package dev.osc.throttle;

import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A load at which the run does not only wait: it stops, to be gone on with later, or does nothing at all for a while. A second
 * look, after a moment, keeps a short peak from it.
 */
public final class CriticalLoad implements Source {

    private final LoadSource load;
    private final Thresholds thresholds;
    private final Consumer<String> stop;
    private long until;
    private boolean hibernating;

    /** @param stop is told why the run must stop */
    public CriticalLoad(LoadSource load, Thresholds thresholds, Consumer<String> stop) {
        this.load = load;
        this.thresholds = thresholds;
        this.stop = stop;
    }

    @Override
    public String name() {
        return "critical-load";
    }

    /** A second look must not make it seem silent. */
    @Override
    public Duration patience() {
        return Duration.ofMillis(thresholds.criticalAgain.get()).plusSeconds(2);
    }

    @Override
    public Reading read() throws SQLException, InterruptedException {
        boolean limited = !thresholds.criticalLoad.get().limits().isEmpty();
        if (hibernating && limited && System.nanoTime() - until < 0) {
            return sleeping();
        }
        hibernating = false;
        Reading reading = load.read();
        if (!reading.over()) {
            return reading;
        }
        long again = thresholds.criticalAgain.get();
        if (again > 0) {
            Thread.sleep(Duration.ofMillis(again));
            reading = load.read();
        }
        if (!reading.over()) {
            return reading;
        }
        long seconds = thresholds.hibernate.get();
        if (seconds == 0) {
            stop.accept("critical load: " + reading.value());
            return reading;
        }
        hibernating = true;
        until = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        return sleeping();
    }

    private Reading sleeping() {
        long left = Duration.ofNanos(until - System.nanoTime()).toSeconds() + 1;
        return new Reading("hibernates for " + left + " s more", true);
    }

    @Override
    public void close() {
        load.close();
    }
}
