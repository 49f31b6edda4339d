// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * Where an event is put aside that could not be read, so that whoever looks into it later has its bytes: the log may be gone by
 * then. The files are readable by osc's user alone, for there may be rows in them. Immutable.
 *
 * @param folder must exist
 */
public record Quarantine(Path folder) {

    private static final int LINE = 32;
    /** So much of one event is kept: its head tells what it is. */
    private static final int LONGEST = 1 << 20;

    /** In the system's folder for temporary files. */
    public static Quarantine standard() {
        return new Quarantine(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /**
     * Keeps an event.
     *
     * @param reason why it could not be read, with the table and the position
     * @param event what is known of it beside its bytes: type, flags
     * @return the sentence that tells where it is; never fails, as the reason matters more
     */
    public String keep(String reason, String event, byte[] bytes) {
        try {
            // made with mode 0600
            Path file = Files.createTempFile(folder, "osc-event-", ".txt");
            Files.writeString(file, text(reason, event, bytes), StandardCharsets.UTF_8);
            return "; the event is kept in " + file;
        } catch (IOException e) {
            return "; the event could not be kept: " + e.getMessage();
        }
    }

    private static String text(String reason, String event, byte[] bytes) {
        StringBuilder text = new StringBuilder();
        text.append("reason: ").append(reason).append('\n');
        text.append("event: ").append(event).append('\n');
        text.append("bytes: ").append(bytes.length).append('\n');
        HexFormat hex = HexFormat.of();
        int kept = Math.min(bytes.length, LONGEST);
        for (int at = 0; at < kept; at += LINE) {
            text.append(hex.toHexDigits(at))
                    .append("  ")
                    .append(hex.formatHex(bytes, at, Math.min(kept, at + LINE)))
                    .append('\n');
        }
        return text.toString();
    }
}
