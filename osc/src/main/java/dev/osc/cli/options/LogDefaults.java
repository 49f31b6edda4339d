// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli.options;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.Map;
import org.slf4j.Logger;

/**
 * Text for people, on standard error; {@link Logging} puts JSON in its place when asked. In code, as reading a configuration file takes
 * longer than a short command. Logback finds it as a service.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class LogDefaults extends ContextAwareBase implements Configurator {

    static final String APPENDER = "stderr";

    /** Texts of the user's own, keys above all, must neither steer a terminal nor look like another line of this log. */
    private static final String LINE =
            "%d{HH:mm:ss.SSS} %-5level %replace(%replace(%msg){'[\\p{Cntrl}&&[^\\n\\t]]', '?'}){'\\n(?=\\S)', '\\n  '}%n";

    /** What the libraries tell in passing is said by osc itself, in its own words. */
    private static final Map<String, Level> QUIETER = Map.of(
            "com.zaxxer.hikari", Level.ERROR, "com.github.shyiko.mysql.binlog", Level.WARN, "io.debezium", Level.WARN);

    @Override
    public ExecutionStatus configure(LoggerContext logback) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(logback);
        encoder.setPattern(LINE);
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(logback);
        appender.setName(APPENDER);
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        QUIETER.forEach((library, level) -> logback.getLogger(library).setLevel(level));
        var root = logback.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(appender);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
