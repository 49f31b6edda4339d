// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScriptsTest {

    private static final Path BIN = Path.of(System.getProperty("osc.home"), "bin");
    private static final Path THIS_JDK = Path.of(System.getProperty("java.home"));

    private record Ran(int exitCode, String said, String complained) {}

    @Test
    void oscTellsItsVersion() throws IOException, InterruptedException {
        var ran = run(Map.of(), "osc", "--version");

        assertThat(ran.complained()).isEmpty();
        assertThat(ran.said()).matches("osc \\d+\\.\\d+\\.\\d+\\S*\n");
        assertThat(ran.exitCode()).isZero();
    }

    @Test
    void jdkTakesJavaHomeWhenItIsNewEnough() throws IOException, InterruptedException {
        var ran = run(Map.of("JAVA_HOME", THIS_JDK.toString()), "jdk");

        assertThat(ran).isEqualTo(new Ran(0, THIS_JDK + "\n", ""));
    }

    @Test
    void jdkPassesOverAnOldJavaHome(@TempDir Path folder) throws IOException, InterruptedException {
        var old = jdk(folder.resolve("old"), "17.0.15");
        var fitting = jdk(folder.resolve("candidates/java/a"), "25.0.1");
        var newest = jdk(folder.resolve("candidates/java/b"), "99");
        jdk(folder.resolve("candidates/java/c"), "24");

        var ran = run(
                Map.of(
                        "JAVA_HOME", old.toString(),
                        "PATH", "/nowhere",
                        "SDKMAN_CANDIDATES_DIR", folder.resolve("candidates").toString()),
                "jdk");

        assertThat(ran).isEqualTo(new Ran(0, newest + "\n", ""));
        assertThat(newest).isNotEqualTo(fitting);
    }

    @Test
    void serverNamesWhatItKnows() throws IOException, InterruptedException {
        var ran = run(Map.of(), "server", "oracle");

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.complained()).contains("no server is called oracle", "mysql-8.0.15");
    }

    /** As much of a JDK as bin/jdk looks at. */
    private static Path jdk(Path home, String version) throws IOException {
        Files.createDirectories(home.resolve("bin"));
        Files.createFile(home.resolve("bin/javac")).toFile().setExecutable(true);
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private static Ran run(Map<String, String> environment, String script, String... arguments)
            throws IOException, InterruptedException {
        var complaints = Files.createTempFile("osc-scripts-", ".err");
        try {
            var builder = new ProcessBuilder(BIN.resolve(script).toString());
            builder.command().addAll(List.of(arguments));
            builder.environment().putAll(environment);
            var process = builder.redirectError(complaints.toFile()).start();
            process.getOutputStream().close();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ran(process.waitFor(), said, Files.readString(complaints));
        } finally {
            Files.delete(complaints);
        }
    }
}
