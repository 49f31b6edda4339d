// SPDX-License-Identifier: Apache-2.0
package dev.osc.chaos.fault.load;

import dev.osc.chaos.scene.Fault;
import dev.osc.chaos.scene.Moment.Step;
import dev.osc.chaos.scene.Scene;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** One transaction of a million rows comes through the stream, with room for a fraction of its keys. */
public record BigTransaction() implements Fault {

    @Override
    public String name() {
        return "big";
    }

    @Override
    public String title() {
        return "one transaction of 1,000,000 rows in the stream, --pending-memory 1";
    }

    @Override
    public List<String> pace() {
        return List.of("--pending-memory", "1");
    }

    @Override
    public void strike(Scene scene) throws SQLException {
        scene.osc().await(() -> scene.osc().reached(Step.COPY));
        scene.insertMany(1_000_000);
    }

    /** A million rows are brought up to date one by one. */
    @Override
    public Duration endsWithin() {
        return Duration.ofMinutes(15);
    }

    /** The commit of so many rows holds up whoever commits. */
    @Override
    public Duration longestStall() {
        return Duration.ofSeconds(60);
    }
}
