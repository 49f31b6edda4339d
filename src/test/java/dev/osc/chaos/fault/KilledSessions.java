// SPDX-License-Identifier: Apache-2.0
package dev.osc.chaos.fault;

import dev.osc.chaos.scene.Fault;
import dev.osc.chaos.scene.Scene;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Somebody ends osc's sessions, one after the other, whichever it is: the stream's, a lane's, the cut-over's, the lock's. */
record KilledSessions() implements Fault {

    @Override
    public String name() {
        return "sessions";
    }

    @Override
    public String title() {
        return "KILL, pg_terminate_backend: one to eight of osc's sessions at random";
    }

    @Override
    public void strike(Scene scene) throws SQLException {
        if (!scene.osc().await(scene.moment())) {
            return;
        }
        try (Connection connection = scene.connect()) {
            int more = 1 + scene.random().nextInt(8);
            while (more-- > 0
                    && scene.osc().rest(Duration.ofMillis(scene.random().nextInt(150)))) {
                List<Long> sessions = scene.ground().sessions(connection);
                if (!sessions.isEmpty()) {
                    long one = sessions.get(scene.random().nextInt(sessions.size()));
                    scene.ground().end(connection, one);
                }
            }
        }
    }
}
