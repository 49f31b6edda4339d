// SPDX-License-Identifier: Apache-2.0
package dev.osc.throttle;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.OptionalLong;

/**
 * The room where a server on this machine keeps its data.
 *
 * @param host where the server is reached
 */
public record LocalDisk(String host) {

    /** In mebibytes; empty when the directory is not one of this machine's. */
    public OptionalLong free(String directory) throws SQLException {
        Path path = Path.of(directory);
        if (!local() || !Files.isDirectory(path)) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Files.getFileStore(path).getUsableSpace() >> 20);
        } catch (IOException e) {
            throw new SQLException("the disk of " + directory + " can't be looked at: " + e.getMessage(), e);
        }
    }

    private boolean local() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
