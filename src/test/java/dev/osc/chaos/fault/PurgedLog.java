// SPDX-License-Identifier: Apache-2.0
package dev.osc.chaos.fault;

import dev.osc.chaos.scene.BrokenRound;
import dev.osc.chaos.scene.Fault;
import dev.osc.chaos.scene.Moment;
import dev.osc.chaos.scene.Moment.Step;
import dev.osc.chaos.scene.Scene;
import dev.osc.failure.ExitCode;
import java.sql.Connection;
import java.sql.SQLException;

/** The log that a stopped osc would need is gone: refused with the reason, and begun afresh when asked to. */
record PurgedLog() implements Fault {

    @Override
    public String name() {
        return "purged";
    }

    @Override
    public String title() {
        return "the log is purged, the slot dropped, while osc is stopped: 22, then --no-resume";
    }

    @Override
    public void strike(Scene scene) throws SQLException, InterruptedException {
        if (!scene.osc().await(Moment.at(Step.COPY, scene.random()))) {
            return;
        }
        scene.osc().signal("TERM");
        if (scene.ended() != ExitCode.ABORTED.number()) {
            return;
        }
        try (Connection connection = scene.connect()) {
            scene.ground().purgeLog(connection);
        }
        scene.start();
        int code = scene.ended();
        if (code != ExitCode.NOT_RESUMABLE.number()) {
            throw new BrokenRound("without its log osc ended with " + code + ", not 22: "
                    + scene.osc().last());
        }
        scene.start("--no-resume");
    }
}
