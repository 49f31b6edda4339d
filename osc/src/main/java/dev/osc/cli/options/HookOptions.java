// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli.options;

import dev.osc.hooks.Hint;
import dev.osc.hooks.HookFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The operator's own executables; names are gh-ost's. */
public final class HookOptions {

    @Option(
            names = "--hooks-path",
            paramLabel = "FOLDER",
            description = "Run the executables osc-on-… and gh-ost-on-… of this folder at the run's turning points.")
    @Nullable
    Path folder;

    @Option(
            names = "--hooks-hint",
            paramLabel = "TEXT",
            description = "A word for the hooks, in OSC_HOOKS_HINT and GH_OST_HOOKS_HINT.")
    String hint = "";

    @Option(names = "--hooks-hint-owner", paramLabel = "TEXT", description = "The same, in …_HOOKS_HINT_OWNER.")
    String owner = "";

    @Option(names = "--hooks-hint-token", paramLabel = "TEXT", description = "The same, in …_HOOKS_HINT_TOKEN.")
    String token = "";

    @Option(
            names = "--hooks-timeout-seconds",
            paramLabel = "SECONDS",
            description = "A hook that takes longer is killed, and has failed (default: ${DEFAULT-VALUE}).")
    long seconds = 60;

    @Option(
            names = "--hooks-status-interval",
            paramLabel = "SECONDS",
            description = "How often the status hooks are run (default: ${DEFAULT-VALUE}).")
    long statusSeconds = 60;

    void check(Mistakes mistakes) {
        if (folder != null && (!Files.isDirectory(folder) || !Files.isReadable(folder))) {
            mistakes.add("--hooks-path " + folder + " is no folder that can be read");
        }
        mistakes.within("--hooks-timeout-seconds", seconds, 1, 86_400);
        mistakes.within("--hooks-status-interval", statusSeconds, 1, 86_400);
    }

    Hint hint() {
        return new Hint(hint, owner, token);
    }

    Optional<HookFolder> hooks() {
        return Optional.ofNullable(folder).map(path -> new HookFolder(path, Duration.ofSeconds(seconds)));
    }
}
