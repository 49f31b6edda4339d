// SPDX-License-Identifier: Apache-2.0
package dev.osc.control;

import dev.osc.failure.OscException;
import dev.osc.schema.TableName;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the sockets of runs lie unless told otherwise: $XDG_RUNTIME_DIR, or /tmp. */
public final class SocketFolder {

    private static final Logger log = LoggerFactory.getLogger(SocketFolder.class);

    private SocketFolder() {}

    public static Path path() {
        return Path.of(Optional.ofNullable(System.getenv("XDG_RUNTIME_DIR"))
                .filter(set -> !set.isEmpty())
                .orElse("/tmp"));
    }

    /** The usual one of a run's table, {@code schema.table}. */
    public static Path usual(String table) {
        // a socket's path has room for a hundred bytes
        String name = table.replaceAll("[^\\w.-]", "_");
        String brief = name.length() <= 60 && name.equals(table)
                ? name
                : name.substring(0, Math.min(50, name.length())) + "." + Integer.toUnsignedString(table.hashCode(), 36);
        return path().resolve("osc." + brief + ".sock");
    }

    /** Listens on the table's usual socket; where somebody else has that, on one of this process's own. */
    public static ControlSocket listen(TableName table, Console console) {
        Path usual = usual(table.toString());
        try {
            return ControlSocket.onFile(usual, console);
        } catch (OscException taken) {
            return ControlSocket.onFile(
                    usual.resolveSibling("osc." + ProcessHandle.current().pid() + ".sock"), console);
        }
    }

    /** Those of {@link #answering} that bear the name of a table of some schema. */
    public static List<Path> ofTable(String table) {
        String end = "." + String.valueOf(usual("." + table).getFileName()).substring("osc..".length());
        return answering().stream()
                .filter(file -> file.toString().endsWith(end))
                .toList();
    }

    /** The sockets at which a run answers that this user may ask; those of dead runs, and of others, may lie there too. */
    public static List<Path> answering() {
        try (Stream<Path> files = Files.list(path())) {
            return files.filter(file -> String.valueOf(file.getFileName()).matches("osc\\..+\\.sock"))
                    .filter(SocketFolder::ours)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static boolean ours(Path file) {
        try {
            if (!Peer.mayBeAsked(Files.getOwner(file, LinkOption.NOFOLLOW_LINKS))) {
                return false;
            }
        } catch (IOException gone) {
            return false;
        }
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
            return Peer.mayBeAsked(channel);
        } catch (IOException | IllegalArgumentException e) {
            log.debug("nobody answers at {}: {}", file, e.getMessage());
            return false;
        }
    }
}
