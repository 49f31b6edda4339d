// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code bin/bench picture}. */
@Command(
        name = "picture",
        description = "Draws the picture of a course anew, from its JSON, as SVG.",
        mixinStandardHelpOptions = true)
public final class PictureCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "What --json wrote.")
    Path file = Path.of("");

    @Override
    public Integer call() throws IOException {
        System.out.print(ResultPicture.of(ResultJson.read(file)));
        return 0;
    }
}
