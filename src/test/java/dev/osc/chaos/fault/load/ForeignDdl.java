// SPDX-License-Identifier: Apache-2.0
package dev.osc.chaos.fault.load;

import dev.osc.chaos.ground.Ground;
import dev.osc.chaos.scene.Fault;
import dev.osc.chaos.scene.Moment.Step;
import dev.osc.chaos.scene.Scene;
import dev.osc.demo.twins.TwinTables;
import dev.osc.failure.ExitCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Somebody else alters the table while osc copies: it stops, and the table is as its owner left it. */
public record ForeignDdl() implements Fault {

    @Override
    public String name() {
        return "ddl";
    }

    @Override
    public String title() {
        return "somebody else alters the table during the copy: 31";
    }

    @Override
    public void strike(Scene scene) throws SQLException {
        if (scene.osc().await(() -> scene.osc().reached(Step.COPY))
                && scene.osc().rest(Duration.ofMillis(scene.random().nextInt(150)))) {
            scene.execute(scene.ground().foreignDdl(TwinTables.TABLE));
        }
    }

    @Override
    public int ends() {
        return ExitCode.TABLE_CHANGED.number();
    }

    @Override
    public void likewise(Scene scene, Connection connection) throws SQLException {
        Ground.execute(connection, scene.ground().foreignDdl(TwinTables.TWIN));
    }
}
