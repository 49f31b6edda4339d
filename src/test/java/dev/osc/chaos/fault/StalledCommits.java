// SPDX-License-Identifier: Apache-2.0
package dev.osc.chaos.fault;

import dev.osc.chaos.ground.Ground;
import dev.osc.chaos.scene.Fault;
import dev.osc.chaos.scene.Scene;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Changes are in the log long before anybody sees them (race B): commits wait, after they were logged, again and again. */
record StalledCommits() implements Fault {

    @Override
    public String name() {
        return "unseen";
    }

    @Override
    public String title() {
        return "commits are logged up to 1 s before they are visible (MySQL: binlog_group_commit_sync_delay behind"
                + " sync_binlog=0, PostgreSQL: a synchronous standby that isn't there)";
    }

    @Override
    public void strike(Scene scene) throws SQLException {
        if (!scene.osc().await(scene.moment())) {
            return;
        }
        try (Connection connection = scene.connect()) {
            try {
                for (int i = 0; i < 6 && scene.osc().isRunning(); i++) {
                    Ground.execute(connection, scene.ground().stallCommits(true));
                    scene.osc().rest(Duration.ofMillis(300 + scene.random().nextInt(700)));
                    Ground.execute(connection, scene.ground().stallCommits(false));
                    scene.osc().rest(Duration.ofMillis(scene.random().nextInt(300)));
                }
            } finally {
                Ground.execute(connection, scene.ground().stallCommits(false));
            }
        }
    }
}
