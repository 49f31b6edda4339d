// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariConfig;
import dev.osc.cli.options.Logging;
import dev.osc.engine.mysql.alter.AlterParser;
import dev.osc.engine.mysql.alter.GrammarMode;
import dev.osc.schema.Table;
import dev.osc.schema.TableName;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/**
 * The training run that {@code bin/osc} does once after a build: it goes through what most commands begin with, so that the JVM's
 * cache has those classes ready. Touches no server and changes nothing.
 */
final class WarmUp {

    private WarmUp() {}

    public static void main(String[] arguments) throws IOException, InterruptedException, GeneralSecurityException {
        Logging.start(Logging.Format.TEXT, false);
        LoggerFactory.getLogger(WarmUp.class).info("warming up");
        CommandThread version = new CommandThread(() -> Main.run("--version"));
        version.start();
        version.join();
        forEachCommand(Main.commandLine(), command -> command.usage(nowhere()));
        new AlterParser(new GrammarMode(80015, ""))
                .parse(
                        "ADD COLUMN a VARCHAR(40) NOT NULL DEFAULT '', DROP b, ADD UNIQUE KEY k (a, c)",
                        new Table(new TableName("s", "t"), List.of(), List.of(), "InnoDB", 0, null));
        new HikariConfig().setPoolName("osc-warm-up");
        new ObjectMapper().writeValueAsString(Map.of("rows", 1));
        failToConnect();
        TlsWarmUp.run();
        ClassWarmUp.run();
    }

    private static void forEachCommand(CommandLine command, Consumer<CommandLine> action) {
        action.accept(command);
        command.getSubcommands().values().forEach(sub -> forEachCommand(sub, action));
    }

    private static PrintWriter nowhere() {
        return new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    }

    /** Nobody listens on port 1: the driver gets as far as it can without a server. */
    private static void failToConnect() {
        try {
            DriverManager.getConnection("jdbc:mysql://127.0.0.1:1/?user=root&connectTimeout=200")
                    .close();
        } catch (SQLException expected) {
            return;
        }
    }
}
