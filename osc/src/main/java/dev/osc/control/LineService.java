// SPDX-License-Identifier: Apache-2.0
package dev.osc.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One connection: one line in, the answer's lines out, and the end. A line that begins with {@code json } is answered with one
 * JSON object, {@code {"done": true, "lines": […], "data": …}}.
 */
final class LineService {

    private static final String JSON = "json ";
    private static final int LONGEST = 8_192;
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Console console;
    private final boolean owner;

    /** @param owner whether those who are served have proved to be osc's own user */
    LineService(Console console, boolean owner) {
        this.owner = owner;
        this.console = console;
    }

    /** @param who is at the other end, for people */
    void serve(InputStream in, OutputStream out, String who) throws IOException {
        String line = line(in);
        if (line == null) {
            out.write(text(Answer.refused("a line of more than " + LONGEST + " bytes: nothing was done"), false));
        } else {
            boolean json = line.startsWith(JSON);
            String command = json ? line.substring(JSON.length()) : line;
            out.write(text(owner ? console.answer(command, who) : console.answerFromAfar(command, who), json));
        }
        out.flush();
    }

    private static byte[] text(Answer answer, boolean json) {
        if (!json) {
            return (String.join("\n", answer.lines()) + "\n").getBytes(StandardCharsets.UTF_8);
        }
        try {
            ObjectNode object = answer.json();
            if (answer.data() != null) {
                object.set("data", MAPPER.valueToTree(answer.data()));
            }
            return MAPPER.writeValueAsBytes(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Up to the line's end or the client's; null where it is too long. No more is read than that, however much is sent. */
    private static @Nullable String line(InputStream in) throws IOException {
        byte[] bytes = new byte[LONGEST];
        int size = 0;
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (size == LONGEST) {
                return null;
            }
            bytes[size++] = (byte) next;
        }
        return new String(bytes, 0, size, StandardCharsets.UTF_8).strip();
    }
}
