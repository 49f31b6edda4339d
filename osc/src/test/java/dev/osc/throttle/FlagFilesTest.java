// SPDX-License-Identifier: Apache-2.0
package dev.osc.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FlagFilesTest {

    @TempDir
    Path folder;

    @Test
    void oneOfThemIsEnough() throws IOException {
        Path one = folder.resolve("one");
        FlagFiles flags = new FlagFiles(List.of(folder.resolve("other"), one));
        assertThat(flags.read()).isEqualTo(new Reading("absent", false));
        Files.createFile(one);

        assertThat(flags.read()).isEqualTo(new Reading(one + " exists", true));
    }

    /** It may be there: a link in a circle stands for a folder that osc's user may not enter. */
    @Test
    void whatCannotBeLookedAtMakesTheRunWait() throws IOException {
        Path circle = folder.resolve("circle");
        Path within = Files.createSymbolicLink(circle, circle).resolve("flag");

        assertThat(new FlagFiles(List.of(within)).read()).isEqualTo(new Reading(within + " can't be looked at", true));
    }
}
