// SPDX-License-Identifier: Apache-2.0
package dev.osc.chaos.fault.load;

import dev.osc.chaos.ground.Ground;
import dev.osc.chaos.scene.BrokenRound;
import dev.osc.chaos.scene.Fault;
import dev.osc.chaos.scene.Moment.Step;
import dev.osc.chaos.scene.Scene;
import dev.osc.demo.twins.TwinTables;
import dev.osc.failure.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;

/** An event in the stream that tells of no rows: it is put aside, with its position, and osc stops. Nothing is skipped. */
public record StatementLogged() implements Fault {

    @Override
    public String name() {
        return "event";
    }

    @Override
    public String title() {
        return "a change logged as a statement, which names no rows: 32, the event is kept in a file";
    }

    @Override
    public String obstacle(Ground ground) {
        return ground.logsStatements() ? "" : "its log has no such events";
    }

    @Override
    public void strike(Scene scene) throws SQLException {
        if (scene.osc().await(() -> scene.osc().reached(Step.COPY))
                && scene.osc().rest(Duration.ofMillis(scene.random().nextInt(150)))) {
            scene.execute(
                    "SET SESSION binlog_format = STATEMENT",
                    "BEGIN",
                    "UPDATE " + TwinTables.TABLE + " SET total = 7 WHERE id = 4",
                    "UPDATE " + TwinTables.TWIN + " SET total = 7 WHERE id = 4",
                    "COMMIT");
        }
    }

    @Override
    public int ends() {
        return ExitCode.STREAM_LOST.number();
    }

    /** Its bytes are where the message says. */
    @Override
    public void afterwards(Scene scene) throws InterruptedException {
        String kept = "; the event is kept in ";
        String said = scene.osc().last();
        Path file = Path.of(said.substring(said.indexOf(kept) + (said.contains(kept) ? kept.length() : 0)));
        try {
            if (!said.contains(kept) || !Files.readString(file).contains("bytes: ")) {
                throw new BrokenRound("the event was not kept: " + said);
            }
            Files.delete(file);
        } catch (IOException e) {
            throw new BrokenRound("the event was not kept: " + e);
        }
        scene.cleanUp();
    }
}
