// SPDX-License-Identifier: Apache-2.0
package dev.osc.chaos.fault;

import dev.osc.chaos.ground.Ground;
import dev.osc.chaos.scene.Fault;
import dev.osc.chaos.scene.Moment.Step;
import dev.osc.chaos.scene.Scene;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalInt;

/** A bit of the change stream arrives as another. */
record FlippedBit() implements Fault {

    @Override
    public String name() {
        return "bit";
    }

    @Override
    public String title() {
        return "bits flipped in the change stream: caught by the events' checksums";
    }

    @Override
    public String obstacle(Ground ground) {
        return ground.checksums() ? "" : "the stream has no checksums there: TLS is what keeps it whole";
    }

    @Override
    public boolean throughProxy() {
        return true;
    }

    @Override
    public void strike(Scene scene) throws SQLException {
        scene.osc().await(() -> scene.osc().reached(Step.COPY));
        try (Connection connection = scene.connect()) {
            int more = 1 + scene.random().nextInt(4);
            while (more-- > 0
                    && scene.osc().rest(Duration.ofMillis(scene.random().nextInt(250)))) {
                OptionalInt stream = scene.ground().streamPort(connection);
                if (stream.isPresent()) {
                    scene.proxy().corrupt(stream.getAsInt(), scene.random().nextInt(3000));
                }
            }
        }
    }
}
