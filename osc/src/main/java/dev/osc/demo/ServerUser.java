// SPDX-License-Identifier: Apache-2.0
package dev.osc.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs a server's processes as {@code nobody} where the JVM is root's and the server refuses root; anywhere else as
 * the JVM's own user, changing nothing. Immutable.
 *
 * @param prefix what stands before a command; empty for the JVM's own user
 */
record ServerUser(List<String> prefix) {

    private static final String NOBODY = "nobody";

    /** Who the processes of a server that refuses root run as. */
    static ServerUser notRoot() {
        return isRoot() ? nobody() : new ServerUser(List.of());
    }

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** Both ways replace themselves by the command, so that its process id is the server's; runuser stays beside it. */
    private static ServerUser nobody() {
        var group = output(List.of("id", "-g", NOBODY)).strip();
        var ways = Stream.of(
                List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + group, "--clear-groups"),
                List.of("chroot", "--userspec=" + NOBODY + ":" + group, "--groups=", "--skip-chdir", "/"));
        return ways.map(ServerUser::new)
                .filter(way -> succeeds(way.command(List.of("true"))))
                .findFirst()
                .orElseThrow(() -> new LocalServerException(
                        "PostgreSQL refuses to run as root, and neither setpriv nor chroot can run it as " + NOBODY
                                + " here: start osc as an ordinary user, or install util-linux"));
    }

    /** The command that runs this one as that user. */
    List<String> command(List<String> command) {
        return Stream.concat(prefix.stream(), command.stream()).toList();
    }

    /** Lets that user pass through a folder that is ours and stays so. */
    void enter(Path folder) {
        if (!prefix.isEmpty()) {
            mustSucceed(List.of("chmod", "711", folder.toString()));
        }
    }

    /**
     * Makes a folder and all in it that user's, and keeps all others out.
     *
     * @throws LocalServerException when that user cannot get there
     */
    void own(Path folder) {
        mustSucceed(List.of("chmod", "700", folder.toString()));
        if (!prefix.isEmpty()) {
            mustSucceed(List.of("chown", "-R", "-h", NOBODY + ":", folder.toString()));
            mustReach(folder);
        }
    }

    /** Takes a folder and all in it back. */
    void disown(Path folder) {
        if (!prefix.isEmpty()) {
            mustSucceed(List.of("chown", "-R", "-h", "root:", folder.toString()));
        }
    }

    /** @throws LocalServerException when that user cannot get there */
    void mustReach(Path path) {
        if (!prefix.isEmpty() && !succeeds(command(List.of("test", "-r", path.toString())))) {
            throw new LocalServerException("PostgreSQL refuses to run as root and runs as " + NOBODY
                    + ", who cannot read " + path + ": use a folder whose parents are open to all (chmod o+x)");
        }
    }

    private static void mustSucceed(List<String> command) {
        if (!succeeds(command)) {
            throw new LocalServerException("'" + String.join(" ", command) + "' failed");
        }
    }

    private static boolean succeeds(List<String> command) {
        try {
            return ended(new ProcessBuilder(command).redirectErrorStream(true).start()) == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }

    private static String output(List<String> command) {
        try {
            var process = new ProcessBuilder(command).start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (ended(process) != 0) {
                throw new LocalServerException("'" + String.join(" ", command) + "' failed");
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int ended(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new LocalServerException("interrupted while preparing a server", e);
        }
    }
}
