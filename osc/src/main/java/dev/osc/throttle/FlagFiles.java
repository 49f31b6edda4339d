// SPDX-License-Identifier: Apache-2.0
package dev.osc.throttle;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The run waits while one of these files exists. */
public final class FlagFiles implements Source {

    private final List<Path> files;

    public FlagFiles(List<Path> files) {
        this.files = List.copyOf(files);
    }

    @Override
    public String name() {
        return "throttle-flag-file";
    }

    @Override
    public Reading read() {
        return files.stream()
                // one in a folder that can't be looked at may be there
                .filter(file -> !Files.notExists(file))
                .findFirst()
                .map(file -> new Reading(file + (Files.exists(file) ? " exists" : " can't be looked at"), true))
                .orElse(new Reading("absent", false));
    }
}
