// SPDX-License-Identifier: Apache-2.0
package dev.osc.chaos.fault;

import dev.osc.chaos.scene.Fault;
import dev.osc.chaos.scene.Scene;
import java.time.Duration;

/** The server dies and is started again. */
record ServerKilled() implements Fault {

    @Override
    public String name() {
        return "server";
    }

    @Override
    public String title() {
        return "kill -9 of the server (PostgreSQL: an immediate shutdown) at every step in turn, and a restart";
    }

    @Override
    public void strike(Scene scene) {
        if (scene.osc().await(scene.moment())) {
            scene.server().kill();
            scene.osc().rest(Duration.ofMillis(scene.random().nextInt(700)));
            scene.server().restart();
        }
    }

    @Override
    public boolean endsWriters() {
        return true;
    }

    @Override
    public Duration longestStall() {
        return Duration.ofDays(2);
    }
}
