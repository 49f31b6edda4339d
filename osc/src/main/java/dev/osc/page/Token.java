// SPDX-License-Identifier: Apache-2.0
package dev.osc.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What who steers over HTTP must show. Never told by itself: only {@link #reveal} does. */
public final class Token {

    private static final int LEAST = 16;
    private static final int MOST = 256;
    private static final Set<PosixFilePermission> OF_OTHERS =
            Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

    private final byte[] bytes;

    private Token(String text) {
        this.bytes = text.getBytes(StandardCharsets.US_ASCII);
    }

    static Token random() {
        byte[] chance = new byte[24];
        new SecureRandom().nextBytes(chance);
        return new Token(Base64.getUrlEncoder().withoutPadding().encodeToString(chance));
    }

    /** @throws IllegalArgumentException with a sentence, without the token, when it is none */
    static Token of(String text) {
        if (text.length() < LEAST || text.length() > MOST || !text.matches("[\\w.~+/=-]*")) {
            throw new IllegalArgumentException(
                    "a token has " + LEAST + " to " + MOST + " letters, digits or characters of -._~+/=");
        }
        return new Token(text);
    }

    /**
     * The first line of a file that only its owner may read.
     *
     * @throws IOException with a sentence for who named the file, when it can't be read or holds none
     */
    public static Token ofFile(Path file) throws IOException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new IOException("it can't be read");
        }
        if (Files.getPosixFilePermissions(file).stream().anyMatch(OF_OTHERS::contains)) {
            throw new IOException("others may read it: 'chmod 600 " + file + "'");
        }
        byte[] begin;
        try (InputStream in = Files.newInputStream(file)) {
            begin = in.readNBytes(4 * MOST);
        }
        String line = new String(begin, StandardCharsets.ISO_8859_1)
                .lines()
                .findFirst()
                .orElse("")
                .strip();
        try {
            return of(line);
        } catch (IllegalArgumentException e) {
            throw new IOException("its first line is none: " + e.getMessage(), e);
        }
    }

    /** In a time that says nothing of how much agrees. */
    boolean is(@Nullable String shown) {
        return shown != null && MessageDigest.isEqual(bytes, shown.getBytes(StandardCharsets.UTF_8));
    }

    String reveal() {
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return "***";
    }
}
