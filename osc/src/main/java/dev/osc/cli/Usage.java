// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli;

import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import java.util.List;

/** What is wrong with a command line, told all at once. */
final class Usage {

    private Usage() {}

    static OscException wrong(List<String> mistakes) {
        return new OscException(ExitCode.USAGE, String.join("\n  ", mistakes), "osc help run shows every option");
    }
}
