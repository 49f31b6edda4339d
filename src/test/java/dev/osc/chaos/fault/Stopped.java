// SPDX-License-Identifier: Apache-2.0
package dev.osc.chaos.fault;

import dev.osc.chaos.scene.Fault;
import dev.osc.chaos.scene.Moment;
import dev.osc.chaos.scene.Moment.Step;
import dev.osc.chaos.scene.Scene;
import java.time.Duration;

/**
 * osc stands still in its cut-over, for longer than the lock timeout: a machine that swaps, a paused container. The server
 * gives the locks back by itself; nobody else can.
 */
record Stopped() implements Fault {

    /** The lock timeout, the two seconds that a session may be idle beyond it, and as much again. */
    private static final Duration STOPPED = Duration.ofSeconds(9);

    @Override
    public String name() {
        return "stop";
    }

    @Override
    public String title() {
        return "SIGSTOP of osc for 9 s in the cut-over, the lock timeout being 2 s";
    }

    @Override
    public void strike(Scene scene) throws InterruptedException {
        Step step = scene.random().nextInt(4) == 0 ? Step.CUT_OVER : Step.LOCKED;
        if (scene.osc().await(Moment.at(step, scene.random()))) {
            scene.osc().signal("STOP");
            scene.osc().rest(STOPPED);
            scene.osc().signal("CONT");
        }
    }

    @Override
    public Duration longestStall() {
        return Duration.ofMillis(6500);
    }
}
