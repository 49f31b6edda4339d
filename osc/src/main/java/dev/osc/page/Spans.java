// SPDX-License-Identifier: Apache-2.0
package dev.osc.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What held from when to when: one thing at a time, or none. The last ones only. Not thread-safe. */
final class Spans {

    private static final int MOST = 500;

    /** @param to null: it still holds */
    private record Span(double from, @Nullable Double to, String name, String why) {}

    private final Deque<Span> spans = new ArrayDeque<>();

    /**
     * What holds now.
     *
     * @param name empty for nothing; another name is another span
     * @param why kept from when the span began
     */
    void now(double seconds, String name, String why) {
        Span last = spans.peekLast();
        boolean open = last != null && last.to() == null;
        if (last != null && open && !last.name().equals(name)) {
            spans.removeLast();
            spans.addLast(new Span(last.from(), seconds, last.name(), last.why()));
            open = false;
        }
        if (!open && !name.isEmpty()) {
            spans.addLast(new Span(seconds, null, name, why));
        }
        if (spans.size() > MOST) {
            spans.removeFirst();
        }
    }

    /** Adds those that had not ended by then. */
    void write(ArrayNode into, double after) {
        for (Span span : spans) {
            if (span.to() == null || span.to() > after) {
                ObjectNode node = into.addObject().put("from", span.from());
                node.put("to", span.to()).put("name", span.name()).put("why", span.why());
            }
        }
    }
}
