// SPDX-License-Identifier: Apache-2.0
package dev.osc.chaos.fault.load;

import dev.osc.chaos.ground.Ground;
import dev.osc.chaos.scene.Fault;
import dev.osc.chaos.scene.Scene;
import dev.osc.demo.twins.TwinTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/** Sessions that lock rows, or have only read the table, and then think for up to three seconds before they commit. */
public record LockHolders() implements Fault {

    @Override
    public String name() {
        return "locks";
    }

    @Override
    public String title() {
        return "five sessions that hold row locks or the table's metadata lock for up to 3 s each";
    }

    @Override
    public void strike(Scene scene) throws InterruptedException {
        Others.whileItRuns(scene, 5, LockHolders::transact);
    }

    private static void transact(Scene scene, Connection connection, SplittableRandom random) throws SQLException {
        connection.setAutoCommit(false);
        long id = 2L * (1 + random.nextInt(3000));
        String read = "SELECT COUNT(*) FROM " + TwinTables.TABLE + " WHERE id = " + id;
        try {
            Ground.execute(
                    connection,
                    random.nextBoolean()
                            ? read
                            : "SELECT id FROM " + TwinTables.TABLE + " WHERE id = " + id + " FOR UPDATE");
            LockSupport.parkNanos(Duration.ofMillis(100 + random.nextInt(2900)).toNanos());
        } catch (SQLException e) {
            if (!scene.ground().twins().turnsAway(e)) {
                throw e;
            }
        }
        connection.rollback();
    }

    /** Three seconds behind a row, and the lock timeout behind a queued cut-over. */
    @Override
    public Duration longestStall() {
        return Duration.ofSeconds(9);
    }
}
