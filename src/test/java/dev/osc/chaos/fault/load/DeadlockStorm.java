// SPDX-License-Identifier: Apache-2.0
package dev.osc.chaos.fault.load;

import dev.osc.chaos.scene.Fault;
import dev.osc.chaos.scene.Scene;
import dev.osc.demo.twins.TwinTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.SplittableRandom;

/** Six more writers that change a few rows each in no order, so that they end in deadlocks, for as long as osc runs. */
public record DeadlockStorm() implements Fault {

    private static final int WRITERS = 6;
    private static final int HOT = 12;

    @Override
    public String name() {
        return "deadlocks";
    }

    @Override
    public String title() {
        return "six more writers that change a dozen rows in random orders";
    }

    @Override
    public void strike(Scene scene) throws InterruptedException {
        Others.whileItRuns(scene, WRITERS, DeadlockStorm::transact);
    }

    private static void transact(Scene scene, Connection connection, SplittableRandom random) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (int i = 0; i < 4; i++) {
                long id = 2L * (1 + random.nextInt(HOT));
                // a row that is there is locked before its twin is touched
                if (statement.executeUpdate("UPDATE " + TwinTables.TABLE + " SET total = total + 1 WHERE id = " + id)
                        > 0) {
                    statement.executeUpdate("UPDATE " + TwinTables.TWIN + " SET total = total + 1 WHERE id = " + id);
                }
            }
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            if (!scene.ground().twins().turnsAway(e)) {
                throw e;
            }
        }
    }

    /** MySQL's writers of the twins wait for each other's locks besides. */
    @Override
    public Duration longestStall() {
        return Duration.ofSeconds(8);
    }
}
