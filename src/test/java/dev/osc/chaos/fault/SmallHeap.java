// SPDX-License-Identifier: Apache-2.0
package dev.osc.chaos.fault;

import dev.osc.chaos.scene.Fault;
import dev.osc.chaos.scene.Moment.Step;
import dev.osc.chaos.scene.Scene;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** osc's heap is too small for what it has to remember: a transaction of many rows comes while it copies. */
record SmallHeap() implements Fault {

    @Override
    public String name() {
        return "heap";
    }

    @Override
    public String title() {
        return "a heap of 14 MiB, and a transaction of 300,000 rows";
    }

    /** As it is by default: so many rows are not to be flushed a few at a time. */
    @Override
    public List<String> pace() {
        return List.of();
    }

    @Override
    public Map<String, String> environment() {
        return Map.of("OSC_JAVA_OPTS", "-Xmx14m");
    }

    @Override
    public void strike(Scene scene) throws SQLException {
        scene.osc().await(() -> scene.osc().reached(Step.COPY));
        scene.insertMany(300_000);
    }

    /** The commit of so many rows holds up whoever commits. */
    @Override
    public Duration longestStall() {
        return Duration.ofSeconds(60);
    }
}
