// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClientFileTest {

    @TempDir
    Path folder;

    private ClientFile read(String text) throws IOException {
        Mistakes mistakes = new Mistakes();
        ClientFile file = ClientFile.read(Files.writeString(folder.resolve("my.cnf"), text), mistakes);
        assertThat(mistakes.found()).isEmpty();
        return file;
    }

    @Test
    void onlyTheClientsGroupCounts() throws IOException {
        ClientFile file = read("""
                user=nobody
                [mysql]
                user=shell
                [client]
                # a comment
                ; another
                  user = osc
                ssl_mode=REQUIRED
                compress
                [mysqld]
                user=mysql
                """);

        assertThat(file.value("user")).contains("osc");
        assertThat(file.value("ssl-mode")).contains("REQUIRED");
        assertThat(file.value("compress")).contains("");
        assertThat(file.value("port")).isEmpty();
    }

    /** As the manual has it, "Using Option Files". */
    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            quoteCharacter = '~',
            value = {
                "a=b=c @ a=b=c",
                "\"with # inside\" # and after @ with # inside",
                "'single' @ single",
                "bare # comment @ bare",
                "a\\sb @ a b",
                "back\\\\slash @ back\\slash",
                "\\q @ \\q",
                "'unfinished @ 'unfinished"
            })
    void values(String written, String meant) throws IOException {
        assertThat(read("[client]\npassword=" + written + "\n").value("password"))
                .contains(meant);
    }

    @Test
    void aFileThatIsNotThereIsAMistake() {
        Mistakes mistakes = new Mistakes();

        ClientFile.read(folder.resolve("none"), mistakes);
        assertThat(ClientFile.firstLine(folder.resolve("neither"), mistakes).reveal())
                .isEmpty();

        assertThat(mistakes.found())
                .containsExactly(
                        "--defaults-file " + folder.resolve("none") + " can't be read: there is no such file",
                        "--password-file " + folder.resolve("neither") + " can't be read: there is no such file");
    }

    @Test
    void neverShowsItsValues() throws IOException {
        assertThat(read("[client]\npassword=secret\n")).asString().doesNotContain("secret");
    }
}
