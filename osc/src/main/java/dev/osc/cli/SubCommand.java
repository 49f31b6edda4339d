// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli;

import dev.osc.cli.options.LogOptions;
import dev.osc.cli.options.Mistakes;
import java.util.concurrent.Callable;

/** One of osc's commands: its options are checked all together before it is called. */
interface SubCommand extends Callable<Integer> {

    LogOptions logging();

    /** Collects everything that is wrong with the options; asks no server and nobody. */
    void check(Mistakes mistakes);
}
