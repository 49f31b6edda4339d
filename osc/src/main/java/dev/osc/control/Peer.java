// SPDX-License-Identifier: Apache-2.0
package dev.osc.control;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import jdk.net.ExtendedSocketOptions;

/**
 * Who is at the other end of a Unix socket, as the kernel says it. Folders for sockets such as /tmp are everybody's: a name in them
 * proves nothing.
 */
final class Peer {

    private static final Path THIS_PROCESS = Path.of("/proc/self");
    private static final String ROOT = "root";

    private Peer() {}

    static UserPrincipal of(SocketChannel channel) throws IOException {
        return channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
    }

    /** Whether the other end may ask what this process serves: it is the same user, or root. */
    static boolean mayAsk(SocketChannel channel) throws IOException {
        return mayAsk(of(channel), self());
    }

    /** Whether a file of that user's may be one of this process's own, or root's. */
    static boolean mayAsk(UserPrincipal owner) throws IOException {
        return mayAsk(owner, self());
    }

    /** Whether this process may ask what the other end serves: it is not somebody else who has taken the name. */
    static boolean mayBeAsked(SocketChannel channel) throws IOException {
        return mayAsk(self(), of(channel));
    }

    /** The same of who owns a socket's file. */
    static boolean mayBeAsked(UserPrincipal owner) throws IOException {
        return mayAsk(self(), owner);
    }

    private static boolean mayAsk(UserPrincipal client, UserPrincipal server) {
        return client.equals(server) || client.getName().equals(ROOT);
    }

    private static UserPrincipal self() throws IOException {
        try {
            return Files.getOwner(THIS_PROCESS);
        } catch (NoSuchFileException noLinux) {
            return FileSystems.getDefault()
                    .getUserPrincipalLookupService()
                    .lookupPrincipalByName(System.getProperty("user.name"));
        }
    }
}
