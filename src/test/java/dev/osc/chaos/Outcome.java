// SPDX-License-Identifier: Apache-2.0
package dev.osc.chaos;

import dev.osc.chaos.ground.Ground;
import dev.osc.chaos.scene.Fault;
import dev.osc.chaos.scene.Moment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How one round ended.
 *
 * @param moment when it struck, where the fault goes by the round's moment
 * @param codes the exit codes of each run of osc, in order
 * @param stall the longest that one statement of a writer took
 * @param problem empty when all is as it must be
 * @param log what osc said
 */
public record Outcome(
        Ground ground,
        Fault fault,
        long seed,
        Moment moment,
        List<Integer> codes,
        Duration stall,
        String problem,
        Path log) {

    public Outcome {
        codes = List.copyOf(codes);
    }

    public boolean survived() {
        return problem.isEmpty();
    }

    /** Whether a later run went on where an earlier one had ended. */
    boolean resumed() {
        return made() && codes.size() > 1;
    }

    /** Whether the change was made in the end. */
    boolean made() {
        return survived() && fault.ends() == 0;
    }

    /** What repeats the round. */
    public String command() {
        return "bin/chaos --engine " + ground.product() + " --server " + ground.name() + " --fault " + fault.name()
                + " --rounds 1 --seed " + seed;
    }

    Moment.Step step() {
        return moment.step();
    }
}
