// SPDX-License-Identifier: Apache-2.0
package dev.osc.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Finds the home of a server by name, through {@code bin/server}, which downloads and unpacks what is missing. */
public final class ServerHome {

    private ServerHome() {}

    /**
     * The home of the server called {@code name} ({@code bin/server} lists the names). May take a download's time
     * when first asked for.
     *
     * @throws LocalServerException when the server cannot be had on this machine; {@code bin/server} has said why on
     *     standard error
     */
    public static Path of(String name) {
        var script = oscHome().resolve("bin").resolve("server");
        try {
            var process = new ProcessBuilder(script.toString(), name)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.getOutputStream().close();
            var home = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            var exitCode = process.waitFor();
            if (exitCode != 0 || home.isEmpty()) {
                throw new LocalServerException(
                        "bin/server " + name + " ended with exit code " + exitCode + "; what it said stands above");
            }
            return Path.of(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalServerException("interrupted while fetching " + name, e);
        }
    }

    /** Where osc's own files lie: the folder that holds {@code bin}. */
    private static Path oscHome() {
        var home = System.getProperty("osc.home");
        if (home == null) {
            throw new LocalServerException(
                    "the system property osc.home is not set: bin/osc and the build set it to osc's own folder");
        }
        return Path.of(home);
    }
}
