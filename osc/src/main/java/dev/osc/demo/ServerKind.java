// SPDX-License-Identifier: Apache-2.0
package dev.osc.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What one product's server does otherwise than another's: how a {@link LocalServer} makes, starts and ends it. */
interface ServerKind {

    Traits traits();

    /** Makes an initialised data directory in an empty folder; {@link DataDirectory#run} runs programs for it. */
    void initialise(Path home, Path folder, ServerOptions options) throws IOException;

    /** Lets the server's processes use a folder that was just filled, or that the caller has had for long. */
    void entrust(Path folder);

    /** The command line that serves what {@link #initialise} made, on a port of 127.0.0.1. */
    List<String> serve(Path home, Path folder, int port, ServerOptions options);

    /**
     * What needs no code.
     *
     * @param product as in URLs
     * @param driver as in the driver's URL
     * @param superuser whom every connection is allowed as, without a password
     * @param jdbcProperties of the driver's URL, beside the user
     * @param sign a file or folder that every filled data directory has
     * @param portTaken what the server's log says when another program listens on its port
     * @param stop the signal for an orderly end that waits for no session
     * @param discard the signal for the quickest end that leaves nothing outside the data directory
     */
    record Traits(
            String product,
            String driver,
            String superuser,
            String jdbcProperties,
            String sign,
            String portTaken,
            String stop,
            String discard) {}
}
