// SPDX-License-Identifier: Apache-2.0
package dev.osc.chaos.fault;

import dev.osc.chaos.scene.BrokenRound;
import dev.osc.chaos.scene.Fault;
import dev.osc.chaos.scene.Moment.Step;
import dev.osc.chaos.scene.OscRun;
import dev.osc.chaos.scene.Scene;
import dev.osc.demo.twins.TwinTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The change is made with a way back and undone again, and osc is killed on the way there, in the window and on the way back. */
record Undoing() implements Fault {

    private static final int MOST_RUNS = 6;

    @Override
    public String name() {
        return "back";
    }

    @Override
    public String title() {
        return "kill -9 at every step in turn, in the reverse window and in the rollback: undone in the end";
    }

    @Override
    public List<String> pace() {
        List<String> pace = new ArrayList<>(Fault.super.pace());
        pace.addAll(List.of("--reverse-window", "1h"));
        return pace;
    }

    @Override
    public void strike(Scene scene) throws SQLException, InterruptedException {
        if (scene.osc().await(scene.moment())) {
            killed(scene);
            scene.start();
        }
        toTheWindow(scene);
        scene.osc().rest(Duration.ofMillis(scene.random().nextInt(500)));
        killed(scene);
        scene.start();
        toTheWindow(scene);
        boolean kill = scene.random().nextBoolean();
        try (OscRun asking = scene.command("rollback")) {
            boolean began = scene.osc().await(() -> scene.osc().reached(Step.ROLLBACK) || !asking.isRunning());
            if (began && kill) {
                scene.osc().rest(Duration.ofMillis(scene.random().nextInt(80)));
                killed(scene);
            }
            asking.ended(Duration.ofSeconds(60));
        }
        for (int run = 1; !undone(scene); run++) {
            if (run > MOST_RUNS) {
                throw new BrokenRound("osc rollback did not undo the change in " + run + " runs");
            }
            try (OscRun again = scene.command("rollback")) {
                again.ended(Duration.ofSeconds(60));
            }
        }
        if (!kill) {
            scene.ended();
        }
        scene.cleanUp();
    }

    private static void killed(Scene scene) throws InterruptedException {
        scene.osc().signal("KILL");
        scene.ended();
    }

    private static void toTheWindow(Scene scene) throws InterruptedException {
        for (int run = 1; !scene.osc().await(() -> scene.osc().reached(Step.REVERSE)); run++) {
            if (run > MOST_RUNS || !GOES_ON.contains(scene.ended())) {
                throw new BrokenRound(
                        "osc came to no reverse window: " + scene.osc().last());
            }
            scene.start();
        }
    }

    /** Nothing is written down any more, and the table that had been retired is the table. */
    private static boolean undone(Scene scene) throws SQLException {
        try (Connection connection = scene.connect()) {
            boolean retired = true;
            try {
                TwinTables.count(connection, TwinTables.TABLE + "_osc_old");
            } catch (SQLException none) {
                retired = false;
            }
            return !retired && TwinTables.count(connection, "_osc_migrations") == 0;
        }
    }

    @Override
    public boolean undoes() {
        return true;
    }
}
