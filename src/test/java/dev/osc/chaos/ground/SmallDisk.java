// SPDX-License-Identifier: Apache-2.0
package dev.osc.chaos.ground;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file system of a size that can be filled: a tmpfs, which takes root to mount. Unmounted when closed. */
public final class SmallDisk implements AutoCloseable {

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Why there can be none on this machine; empty when there can. */
    public static String obstacle() {
        return "root".equals(System.getProperty("user.name"))
                ? ""
                : "a file system is mounted for it, which takes root";
    }

    public static SmallDisk mount(int megabytes) {
        try {
            Path folder = Files.createTempDirectory("osc-disk-");
            run("mount", "-t", "tmpfs", "-o", "mode=755,size=" + megabytes + "m", "tmpfs", folder.toString());
            return new SmallDisk(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path folder() {
        return folder;
    }

    /** What takes all the room that is left; closing gives it back. */
    public record Filler(Path file) implements AutoCloseable {
        @Override
        public void close() {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** @param within any folder of the disk */
    public static Filler fill(Path within) {
        Path file = within.resolve("filler");
        byte[] some = new byte[1 << 16];
        try (var out = Files.newOutputStream(file, StandardOpenOption.CREATE)) {
            while (true) {
                out.write(some);
            }
        } catch (IOException full) {
            return new Filler(file);
        }
    }

    @Override
    public void close() {
        run("umount", "-l", folder.toString());
        try {
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(String... command) {
        try {
            if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
