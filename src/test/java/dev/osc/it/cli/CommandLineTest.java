// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.failure.ExitCode;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is wrong with a command line is told at once, all of it, before any server is asked. */
final class CommandLineTest {

    @Test
    void everyMistakeAtOnce() {
        Osc.run(
                        "run",
                        "--url=mysql://root@h/db?sslMode=x",
                        "--port=99999",
                        "--chunk-size=abc",
                        "--copy-workers=999",
                        "--cut-over-lock-timeout-seconds=0",
                        "--log-format=xml",
                        "--ssl-mode=odd",
                        "--password-file=/not/there",
                        "--defaults-file=/not/there/either",
                        "--no-such-option")
                .endsWith(ExitCode.USAGE)
                .tells("'--chunk-size'", "'abc'", "--no-such-option", "parameter 'sslMode'")
                .tells("port 99999", "--copy-workers 999 is not between 0 and 64", "--log-format xml")
                .tells("--cut-over-lock-timeout-seconds 0", "--ssl-mode odd", "/not/there can't be read")
                .tells("/not/there/either can't be read", "what is to change?", "'osc help run'");
    }

    @Test
    void noServer() {
        Osc.run("run", "--table", "t", "--alter", "DROP a")
                .endsWith(ExitCode.USAGE)
                .tells("which server and database? give --url mysql://");
        Osc.run("plan", "--url", "mysql://h", "--table", "t", "--alter", "DROP a")
                .endsWith(ExitCode.USAGE)
                .tells("which database?");
    }

    @Test
    void noTable() {
        Osc.run("cleanup", "--url", "mysql://h/d").endsWith(ExitCode.USAGE).tells("'--table", "'osc help cleanup'");
    }

    @Test
    void twoChanges() {
        Osc.run("run", "--url", "mysql://h/d", "--alter", "DROP a", "ALTER TABLE t DROP a")
                .endsWith(ExitCode.USAGE)
                .tells("one of them");
    }

    @Test
    void noCommand() {
        Osc.Ran ran = Osc.run();

        assertThat(ran.complained()).startsWith("Usage: osc ").contains("run", "plan", "cleanup", "demo");
        ran.endsWith(ExitCode.USAGE);
    }

    @Test
    void anotherCommand() {
        Osc.run("rnu").endsWith(ExitCode.USAGE).tells("not understood: 'rnu'", "'osc help'");
    }

    @Test
    void help() {
        for (String[] words : new String[][] {{"help", "run"}, {"run", "--help"}}) {
            Osc.Ran ran = Osc.run(words).endsWith(ExitCode.DONE);

            assertThat(ran.said()).startsWith("Usage: osc run ").contains("Examples:", "--chunk-size");
        }
    }

    @Test
    void theProcessSaysTheSame() throws IOException, InterruptedException {
        try (var running = Osc.start(Map.of(), "run", "--chunk-size", "5")) {
            running.ended()
                    .endsWith(ExitCode.USAGE)
                    .tells("--chunk-size 5 is not between 10 and 100000", "which server");
        }
    }
}
