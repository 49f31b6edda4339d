// SPDX-License-Identifier: Apache-2.0
package dev.osc.chaos.fault;

import dev.osc.chaos.scene.Fault;
import dev.osc.chaos.scene.Scene;

/**
 * osc is ended by a signal, at each step in turn.
 *
 * @param signal as kill takes it
 */
record Signalled(String name, String signal, String title) implements Fault {

    @Override
    public void strike(Scene scene) throws InterruptedException {
        if (scene.osc().await(scene.moment())) {
            scene.osc().signal(signal);
        }
    }
}
