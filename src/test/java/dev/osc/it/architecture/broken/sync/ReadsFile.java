// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.architecture.broken.sync;

import java.nio.file.Files;
import java.nio.file.Path;

/** Not pure. */
final class ReadsFile {

    private ReadsFile() {}

    static boolean exists(Path path) {
        return Files.exists(path);
    }
}
