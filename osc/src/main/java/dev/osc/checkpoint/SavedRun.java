// SPDX-License-Identifier: Apache-2.0
package dev.osc.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a later process needs to go on with a migration (docs/resume.md). Position and watermark are of one moment and never
 * lead (I8).
 *
 * @param version of this form
 * @param definition digest of the tables' definitions and of the key
 * @param server whose position it is; empty where a position means the same on every copy of the server
 * @param position of the change stream, as {@link dev.osc.replication.Position#text} wrote it
 * @param watermark everything up to it is copied, as {@link dev.osc.schema.KeyTuple#text} wrote it; null when nothing is
 * @param allCopied nothing is left to copy, whatever the watermark says
 * @param verified up to which key both tables have been compared, while they are; else null
 * @param deferred what was left off the shadow, in the engine's own words
 * @param waitsFor what the run or its swap waits for, for people; null: nothing
 * @param reverse the way back that is to be kept open after the swap, or is; null: none
 */
public record SavedRun(
        int version,
        String definition,
        String server,
        String position,
        @Nullable String watermark,
        boolean allCopied,
        @Nullable String verified,
        List<String> deferred,
        @Nullable SavedReverse reverse,
        long rowsCopied,
        long changes,
        long keysFlushed,
        @Nullable String waitsFor) {

    /** What this osc writes, and all that it reads. */
    public static final int VERSION = 1;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    public SavedRun {
        deferred = List.copyOf(deferred);
    }

    public String text() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws UnreadableException when it is not such a text, or of another version */
    public static SavedRun parse(String text) throws UnreadableException {
        try {
            int version = JSON.readTree(text).path("version").asInt();
            if (version != VERSION) {
                throw new UnreadableException(
                        "it is of version " + version + ", and this osc knows version " + VERSION);
            }
            SavedRun run = JSON.readValue(text, SavedRun.class);
            if (run.definition() == null || run.server() == null || run.position() == null) {
                throw new UnreadableException("it is damaged: a part is missing");
            }
            return run;
        } catch (JsonProcessingException | NullPointerException e) {
            throw new UnreadableException("it is damaged: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    /** A checkpoint that this osc can't go on from. */
    public static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableException(String message) {
            super(message);
        }
    }
}
