// SPDX-License-Identifier: Apache-2.0
package dev.osc.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the console says to a line.
 *
 * @param done whether what was asked was done
 * @param lines for people, without line ends; never empty
 * @param data the same for programs, as a value that Jackson writes; null where the lines are all there is
 */
public record Answer(
        boolean done, List<String> lines, @Nullable Object data) {

    public Answer {
        lines = List.copyOf(lines);
    }

    Answer(boolean done, List<String> lines) {
        this(done, lines, null);
    }

    /** For programs: {@code {"done": true, "lines": […]}}. */
    public ObjectNode json() {
        ObjectNode object = JsonNodeFactory.instance.objectNode().put("done", done);
        ArrayNode all = object.putArray("lines");
        lines.forEach(all::add);
        return object;
    }

    static Answer of(String... lines) {
        return new Answer(true, List.of(lines));
    }

    static Answer refused(String why) {
        return new Answer(false, List.of(why));
    }
}
