// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli.options;

import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a command line: collected, and told all at once. */
public final class Mistakes {

    private final List<String> found = new ArrayList<>();

    public void add(String mistake) {
        found.add(mistake);
    }

    public boolean none() {
        return found.isEmpty();
    }

    public List<String> found() {
        return List.copyOf(found);
    }

    /** A number out of its bounds is a mistake. */
    public void within(String option, long value, long least, long most) {
        if (value < least || value > most) {
            add(option + " " + value + " is not between " + least + " and " + most);
        }
    }

    /** All of them as one failure. */
    public OscException told(String command) {
        return new OscException(
                ExitCode.USAGE,
                String.join("\n  ", found),
                "'osc help" + (command.isEmpty() ? "" : " " + command) + "' shows every option");
    }
}
