// SPDX-License-Identifier: Apache-2.0
package dev.osc.chaos.fault;

import dev.osc.chaos.ground.Ground;
import dev.osc.chaos.scene.Fault;
import dev.osc.chaos.scene.Scene;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** osc loses its sessions, and the server has none to give: others have taken them all, for three seconds. */
record NoConnections() implements Fault {

    @Override
    public String name() {
        return "connections";
    }

    @Override
    public String title() {
        return "osc's sessions end, and max_connections is reached for 3 s";
    }

    @Override
    public Map<String, String> options(Ground ground) {
        return Map.of("max_connections", "60");
    }

    @Override
    public void strike(Scene scene) throws SQLException {
        if (!scene.osc().await(scene.moment())) {
            return;
        }
        List<Connection> taken = new ArrayList<>();
        try {
            take(scene, taken);
            for (long session : scene.ground().sessions(taken.getFirst())) {
                scene.ground().end(taken.getFirst(), session);
            }
            take(scene, taken);
            scene.osc().rest(Duration.ofSeconds(3));
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }
    }

    /** All there are. */
    private static void take(Scene scene, List<Connection> taken) throws SQLException {
        while (true) {
            try {
                taken.add(scene.connect());
            } catch (SQLException none) {
                if (taken.isEmpty()) {
                    throw none;
                }
                return;
            }
        }
    }
}
