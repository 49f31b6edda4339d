// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench.peer;

import dev.osc.bench.load.BrokenRunException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A peer's program on this machine.
 *
 * @param version what it says of itself, in one line
 * @param help what it says of its options, where it was asked
 */
public record Installed(Path program, String version, String help) {

    /** @throws BrokenRunException when it does not start; what it said is quoted */
    public static Installed of(Peer peer, Path program) throws InterruptedException {
        Path path = program.toAbsolutePath();
        String said = ask(peer, path, peer.versionArguments()).strip();
        String version = said.lines().findFirst().orElse("").replace(peer.name() + " ", "");
        String help = peer.helpArguments().isEmpty() ? "" : ask(peer, path, peer.helpArguments());
        return new Installed(path, version, help);
    }

    /** Versions differ: whether this one has an option. */
    boolean knows(String option) {
        return help.contains(option);
    }

    private static String ask(Peer peer, Path program, List<String> arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new BrokenRunException("%s does not start: '%s' ended with exit code %d:%n%s"
                        .formatted(peer.name(), String.join(" ", command), process.exitValue(), said));
            }
            return said;
        } catch (IOException e) {
            BrokenRunException broken = new BrokenRunException(peer.name() + " does not start: " + e.getMessage());
            broken.initCause(e);
            throw broken;
        }
    }
}
