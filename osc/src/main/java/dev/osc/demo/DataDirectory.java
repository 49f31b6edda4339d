// SPDX-License-Identifier: Apache-2.0
package dev.osc.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes data directories. Initialising one takes seconds, so each server's home keeps an initialised one as a
 * template to copy from. Threads and processes may ask at once: one makes the template, the others wait.
 */
final class DataDirectory {

    private static final long INITIALISED_WITHIN_SECONDS = 180;

    private DataDirectory() {}

    /** Copies the template; takes about a tenth of a second. */
    static void fill(Path directory, Path template) {
        try {
            copyTree(template, directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The initialised directory that data directories for {@code options} are copied from, made when it is not there. */
    static Path template(ServerKind kind, Path home, ServerOptions options) {
        try {
            return made(kind, home, options.keptForLife());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static synchronized Path made(ServerKind kind, Path home, ServerOptions options) throws IOException {
        var template = home.resolve("template" + options.suffix());
        if (Files.isDirectory(template)) {
            return template;
        }
        try (var channel = FileChannel.open(
                        home.resolve("template.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            if (!Files.isDirectory(template)) {
                var making = home.resolve("template.making");
                deleteTree(making);
                Files.createDirectory(making);
                kind.initialise(home, making, options);
                Files.move(making, template, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return template;
    }

    /** Runs a program that initialises a data directory, to its end. */
    static void run(Path home, List<String> command) {
        var log = new ServerLog(home.resolve("template.log"));
        var process = log.start(home, command, false);
        try {
            if (!process.waitFor(INITIALISED_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                throw log.failure("initialising a data directory took more than " + INITIALISED_WITHIN_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalServerException("interrupted while initialising a data directory in " + home, e);
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw log.failure("initialising a data directory ended with exit code " + process.exitValue());
        }
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (var paths = Files.walk(from)) {
            for (var path : (Iterable<Path>) paths::iterator) {
                var target = to.resolve(from.relativize(path));
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }

    /**
     * Deletes a folder and all in it; what is gone already, and what a dying server still makes in it, is passed
     * over.
     */
    static void deleteTree(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
                Files.deleteIfExists(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
