// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code bin/bench table}. */
@Command(
        name = "table",
        description = "Prints the table of a course, from its JSON, as Markdown.",
        mixinStandardHelpOptions = true)
public final class TableCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "What --json wrote.")
    Path file = Path.of("");

    @Override
    public Integer call() throws IOException {
        System.out.print(ResultMarkdown.of(ResultJson.read(file)));
        return 0;
    }
}
