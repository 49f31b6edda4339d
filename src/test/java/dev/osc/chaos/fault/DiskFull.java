// SPDX-License-Identifier: Apache-2.0
package dev.osc.chaos.fault;

import dev.osc.chaos.ground.Ground;
import dev.osc.chaos.ground.SmallDisk;
import dev.osc.chaos.scene.Fault;
import dev.osc.chaos.scene.Moment;
import dev.osc.chaos.scene.Moment.Step;
import dev.osc.chaos.scene.Scene;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** The server's disk is full for three seconds, for tables and log alike, while osc copies. */
record DiskFull() implements Fault {

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public String title() {
        return "the server's disk (tmpfs) is full for 3 s during the copy";
    }

    @Override
    public String obstacle(Ground ground) {
        return SmallDisk.obstacle();
    }

    @Override
    public int diskMegabytes(Ground ground) {
        return ground.emptyMegabytes() + 200;
    }

    @Override
    public void strike(Scene scene) throws SQLException {
        if (!scene.osc().await(Moment.at(Step.COPY, scene.random()))) {
            return;
        }
        try (SmallDisk.Filler _ = SmallDisk.fill(scene.server().dataDirectory())) {
            scene.osc().rest(Duration.ofSeconds(3));
        }
        try (Connection connection = scene.connect()) {
            Ground.execute(connection, "SELECT 1");
        } catch (SQLException down) {
            // PostgreSQL ends itself when it can't write its log
            scene.server().restart();
        }
    }

    @Override
    public boolean explains(String error) {
        return error.contains("is full")
                || error.contains("No space left")
                || error.contains("Error writing file")
                || error.contains("errno: 28")
                || error.contains("error 28");
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
