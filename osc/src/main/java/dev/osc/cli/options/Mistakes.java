// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli.options;

import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /** A file that is to be written at the end, perhaps after hours, must be one that can be. */
    public void writable(String option, @Nullable Path file) {
        if (file == null) {
            return;
        }
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || (Files.exists(file) && !Files.isWritable(file))) {
            add(option + " " + file + " can't be written");
        } else if (folder != null && !Files.isWritable(folder)) {
            add(option + " " + file + ": there is no folder " + folder + " that can be written to");
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
