// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.cli.Main;
import dev.osc.failure.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs osc. Not for tests that run side by side: a run in this JVM takes its standard streams. */
public final class Osc {

    private static final Path HOME = Path.of(System.getProperty("osc.home"));

    private Osc() {}

    /** How a command ended. */
    public record Ran(int exitCode, String said, String complained) {

        public Ran endsWith(ExitCode code) {
            assertThat(exitCode).as(complained).isEqualTo(code.number());
            return this;
        }

        /** From "osc: " on: without what was logged before. */
        public String failure() {
            int at = complained.indexOf("osc: ");
            return at < 0 ? "" : complained.substring(at);
        }

        /** The failure has one line for what happened and one for what to do at least, and no stack trace. */
        public Ran tells(String... parts) {
            assertThat(failure()).contains(parts).matches("(?s)osc: \\S.*\n  \\S.*\n");
            assertThat(complained).doesNotContain("\tat ", "Exception");
            return this;
        }
    }

    /** In this JVM. */
    public static Ran run(String... arguments) {
        var out = System.out;
        var err = System.err;
        var said = new ByteArrayOutputStream();
        var complained = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
            int exitCode = Main.run(arguments);
            return new Ran(
                    exitCode, said.toString(StandardCharsets.UTF_8), complained.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    /** A process of its own, by {@code bin/osc}. */
    public static Running start(Map<String, String> environment, String... arguments) {
        try {
            var said = Files.createTempFile("osc-cli-", ".out");
            var complained = Files.createTempFile("osc-cli-", ".err");
            var command = new ArrayList<>(List.of(HOME.resolve("bin/osc").toString()));
            command.addAll(List.of(arguments));
            var builder = new ProcessBuilder(command)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(said.toFile())
                    .redirectError(complained.toFile());
            builder.environment().putAll(environment);
            return new Running(builder.start(), said, complained);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A started process; closing ends it, whatever it does. */
    public record Running(Process process, Path said, Path complained) implements AutoCloseable {

        /** @param name as kill takes it: INT, TERM */
        public void signal(String name) throws IOException, InterruptedException {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        }

        public Ran ended() throws IOException, InterruptedException {
            assertThat(process.waitFor(2, TimeUnit.MINUTES))
                    .as("ended by itself, after saying: " + Files.readString(complained))
                    .isTrue();
            return new Ran(process.exitValue(), Files.readString(said), Files.readString(complained));
        }

        @Override
        public void close() throws IOException {
            process.destroyForcibly();
            Files.deleteIfExists(said);
            Files.deleteIfExists(complained);
        }
    }
}
