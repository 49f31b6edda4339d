// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.postgres.pgoutput;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Messages that real servers sent, from the test resources in {@code recorded}; made by the test RecordMessagesTest of the module
 * that tests against servers.
 */
public final class RecordedMessages {

    private RecordedMessages() {}

    /** @param server as the file is called: {@code postgresql-18} */
    public static Map<String, List<ByteBuffer>> of(String server) {
        Map<String, List<ByteBuffer>> parts = new LinkedHashMap<>();
        List<ByteBuffer> part = new ArrayList<>();
        for (String line : lines("/recorded/" + server + ".txt")) {
            if (line.startsWith("part|")) {
                part = new ArrayList<>();
                parts.put(line.substring(5), part);
            } else if (!line.startsWith("#")) {
                part.add(ByteBuffer.wrap(HexFormat.of().parseHex(line)).asReadOnlyBuffer());
            }
        }
        return parts;
    }

    /** One part of it. */
    public static List<ByteBuffer> of(String server, String part) {
        return Objects.requireNonNull(of(server).get(part), part);
    }

    private static List<String> lines(String file) {
        try (InputStream in = Objects.requireNonNull(RecordedMessages.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
