// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli.options;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How osc's log is written and how much of it. {@link LogDefaults} has the defaults; to be called before other threads log. */
public final class Logging {

    public enum Format {
        /** One line of text per event. */
        TEXT,
        /** The same where a line may stand that renews itself: it is wiped first. */
        OVER_LIVE_LINE,
        /** One JSON object per line. */
        JSON
    }

    private Logging() {}

    /** @param debug whether osc's own debug lines are wanted too; the libraries stay quiet */
    public static void start(Format format, boolean debug) {
        var logback = (LoggerContext) LoggerFactory.getILoggerFactory();
        if (debug) {
            logback.getLogger("dev.osc").setLevel(Level.DEBUG);
        }
        switch (format) {
            case JSON -> writeJson(logback);
            case OVER_LIVE_LINE -> wipeFirst(logback);
            case TEXT -> {}
        }
    }

    private static void wipeFirst(LoggerContext logback) {
        var appender = appender(logback);
        if (appender.getEncoder() instanceof PatternLayoutEncoder text) {
            text.stop();
            text.setPattern(Terminal.WIPE + text.getPattern());
            text.start();
        }
    }

    private static OutputStreamAppender<ILoggingEvent> appender(LoggerContext logback) {
        return (OutputStreamAppender<ILoggingEvent>)
                logback.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(LogDefaults.APPENDER);
    }

    private static void writeJson(LoggerContext logback) {
        var encoder = new JsonEncoder();
        encoder.setContext(logback);
        encoder.setWithContext(false);
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        encoder.setWithMDC(false);
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.setWithFormattedMessage(true);
        encoder.start();
        var appender = appender(logback);
        appender.stop();
        appender.setEncoder(encoder);
        appender.start();
    }
}
