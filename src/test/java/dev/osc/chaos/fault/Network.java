// SPDX-License-Identifier: Apache-2.0
package dev.osc.chaos.fault;

import dev.osc.chaos.net.TcpProxy.Way;
import dev.osc.chaos.scene.Fault;
import dev.osc.chaos.scene.Scene;
import java.time.Duration;

/**
 * The network between osc and its server fails.
 *
 * @param way how it carries while it fails
 * @param length how long it fails
 * @param breaks whether the connections there are break by a reset, when it ends
 */
record Network(String name, String title, Way way, Duration length, boolean breaks) implements Fault {

    @Override
    public boolean throughProxy() {
        return true;
    }

    @Override
    public void strike(Scene scene) {
        if (!scene.osc().await(scene.moment())) {
            return;
        }
        if (way == Way.CLOSED) {
            scene.proxy().cut(scene.random().nextBoolean());
        }
        scene.proxy().carry(way);
        scene.osc().rest(length);
        if (breaks) {
            scene.proxy().cut(true);
        }
        scene.proxy().carry(Way.WHOLE);
    }

    /** Under the lock the server waits for the lock timeout and two seconds. */
    @Override
    public Duration longestStall() {
        return Duration.ofMillis(6500);
    }
}
