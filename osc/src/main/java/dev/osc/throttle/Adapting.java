// SPDX-License-Identifier: Apache-2.0
package dev.osc.throttle;

import java.time.Duration;

/**
 * Between go and stop: what share of its full pace a run may go at. Near a limit the share is halved, once a second at most; well
 * below all of them it grows by a twentieth a second. Confined to one thread.
 */
public final class Adapting {

    private static final double NEAR = 0.9;
    private static final double CALM = 0.7;
    private static final double LEAST = 1.0 / 32;
    private static final double STEP = 0.05;
    private static final long EVERY = Duration.ofSeconds(1).toNanos();

    private double share = 1;
    private long last;
    private boolean begun;

    /** The share, from 1/32 to 1, after this look. */
    public double look(Throttle.State state, long now) {
        if (!begun || now - last >= EVERY) {
            begun = true;
            last = now;
            double pressure = pressure(state);
            if (pressure >= NEAR) {
                share = Math.max(LEAST, share / 2);
            } else if (pressure <= CALM) {
                share = Math.min(1, share + STEP);
            }
        }
        return share;
    }

    /** How near the nearest limit is; 1: at it. An operator's pause and sources without a number say nothing of pace. */
    private static double pressure(Throttle.State state) {
        double worst = 0;
        for (Throttle.Line line : state.lines()) {
            Double number = line.number();
            Double limit = line.limit();
            if (number != null && limit != null) {
                worst = Math.max(worst, limit > 0 ? number / limit : number);
            }
        }
        return worst;
    }
}
