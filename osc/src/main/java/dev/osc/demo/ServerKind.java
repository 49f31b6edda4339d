// SPDX-License-Identifier: Apache-2.0
package dev.osc.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What one product's server does otherwise than another's: how a {@link LocalServer} makes, starts and ends it. */
interface ServerKind {

    ServerTraits traits();

    /** Makes an initialised data directory in an empty folder; {@link DataDirectory#run} runs programs for it. */
    void initialise(Path home, Path folder, ServerOptions options) throws IOException;

    /** Lets the server's processes use a folder that was just filled, or that the caller has had for long. */
    void entrust(Path folder);

    /** The command line that serves what {@link #initialise} made, on a port of 127.0.0.1. */
    List<String> serve(Path home, Path folder, int port, ServerOptions options);
}
