// SPDX-License-Identifier: Apache-2.0
package dev.osc.page;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last lines of osc's log from when it was attached, as they were logged. Bounded. Thread-safe. */
final class LogTail extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    /** @param at milliseconds since 1970, by the machine's clock */
    private record Line(long number, long at, String level, String text) {}

    private static final int MOST = 200;
    private static final int LONGEST = 2_000;

    private final Deque<Line> lines = new ArrayDeque<>();
    private long number;

    static LogTail attached() {
        LogTail tail = new LogTail();
        var logback = (LoggerContext) LoggerFactory.getILoggerFactory();
        tail.setContext(logback);
        tail.start();
        logback.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(tail);
        return tail;
    }

    @Override
    protected void append(ILoggingEvent event) {
        String text = event.getFormattedMessage();
        String level = event.getLevel().toString();
        synchronized (lines) {
            number++;
            String shown = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
            lines.addLast(new Line(number, event.getTimeStamp(), level, shown));
            if (lines.size() > MOST) {
                lines.removeFirst();
            }
        }
    }

    /** Adds the lines after that number. */
    void write(ArrayNode into, long after) {
        synchronized (lines) {
            for (Line line : lines) {
                if (line.number() > after) {
                    into.addObject()
                            .put("number", line.number())
                            .put("at", line.at())
                            .put("level", line.level())
                            .put("text", line.text());
                }
            }
        }
    }

    @Override
    public void close() {
        var logback = (LoggerContext) LoggerFactory.getILoggerFactory();
        logback.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(this);
        stop();
    }
}
