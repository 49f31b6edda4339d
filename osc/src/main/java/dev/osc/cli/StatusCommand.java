// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.osc.checkpoint.Overview;
import dev.osc.checkpoint.Stage;
import dev.osc.cli.options.ConnectionOptions;
import dev.osc.cli.options.LogOptions;
import dev.osc.cli.options.Mistakes;
import dev.osc.cli.options.Terminal;
import dev.osc.config.RunSettings;
import dev.osc.config.ServerAddress;
import dev.osc.engine.Engine;
import dev.osc.engine.Engines;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code osc status}: the changes of a server that have not ended. */
@Command(
        name = "status",
        description = {
            "Shows every change of a server that has not ended, also those that nobody works on any more.",
            "For one that runs, 'osc ctl' knows more."
        })
final class StatusCommand implements SubCommand {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Duration AGAIN = Duration.ofSeconds(2);

    /**
     * What is shown of one.
     *
     * @param rows the optimizer's guess; -1 where it has none
     * @param session of the osc that works on it; empty: nobody does
     */
    private record Shown(Overview.Entry entry, long rows, OptionalLong session) {}

    @Mixin
    ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    LogOptions logging = new LogOptions();

    @Option(names = "--json", description = "Write it as a JSON array.")
    boolean json;

    @Option(names = "--watch", description = "Show it again every two seconds, until stopped.")
    boolean watch;

    private static final Logger log = LoggerFactory.getLogger("osc");

    private final Clock clock = Clock.systemUTC();

    @Override
    public LogOptions logging() {
        return logging;
    }

    @Override
    public void check(Mistakes mistakes) {
        connection.checkServer(mistakes);
        logging.check(mistakes);
    }

    @Override
    public Integer call() throws InterruptedException {
        logging.apply();
        ServerAddress address = connection.address();
        try (Interruptible _ = Interruptible.here();
                Engine engine = Engines.open(address, RunSettings.defaults());
                Connection session = engine.plain().open()) {
            do {
                String text = text(look(engine, session));
                System.out.print(watch && Terminal.ofStandardError().watched() ? Terminal.WIPE_SCREEN + text : text);
                System.out.flush();
                if (watch) {
                    Thread.sleep(AGAIN);
                }
            } while (watch);
            return ExitCode.DONE.number();
        } catch (InterruptedException e) {
            throw new OscException(ExitCode.ABORTED, "stopped", "nothing was touched: osc status only looks", e);
        } catch (SQLException e) {
            throw new OscException(
                    ExitCode.SERVER_FAILED,
                    "the changes of " + address + " can't be read: " + e.getMessage(),
                    "osc status reads _osc_migrations: SELECT on it is needed",
                    e);
        }
    }

    private static List<Shown> look(Engine engine, Connection session) throws SQLException {
        List<Shown> found = new ArrayList<>();
        for (Overview.Entry entry : new Overview(engine.dialect())
                .read(session, (schema, why) -> log.warn("_osc_migrations of {} can't be read: {}", schema, why))) {
            Optional<Table> table = engine.tables().read(session, entry.table());
            found.add(new Shown(
                    entry,
                    table.map(Table::estimatedRows).orElse(-1L),
                    engine.lock().holder(session, entry.table())));
        }
        return found;
    }

    private String text(List<Shown> found) {
        return json ? json(found) : found.isEmpty() ? "no change is being made\n" : Terminal.printable(plain(found));
    }

    private String plain(List<Shown> found) {
        StringBuilder text = new StringBuilder();
        for (Shown shown : found) {
            Overview.Entry entry = shown.entry();
            text.append("%s  %s, %d rows%s copied%n"
                            .formatted(entry.table(), entry.phase(), entry.rowsCopied(), of(shown)))
                    .append("    ")
                    .append(entry.change().strip().replaceAll("\\s+", " "))
                    .append('\n')
                    .append("    ")
                    .append(state(shown))
                    .append('\n');
        }
        return text.toString();
    }

    private static String of(Shown shown) {
        return shown.rows() < 0
                ? ""
                : " of ~" + Math.max(shown.rows(), shown.entry().rowsCopied());
    }

    private String state(Shown shown) {
        Overview.Entry entry = shown.entry();
        String seen = "last written " + ago(entry.updatedAt()) + ", begun " + ago(entry.startedAt());
        if (shown.session().isPresent()) {
            return "runs (session " + shown.session().getAsLong() + ")"
                    + (entry.waitsFor() == null ? "" : ", " + entry.waitsFor()) + "; " + seen;
        }
        String table = entry.table().table();
        String next = switch (Stage.of(entry.phase()).orElse(Stage.COPY)) {
            case FAILED -> "has failed: 'osc cleanup --table " + table + "' drops what is left";
            case REVERSE, ROLLBACK ->
                "nobody keeps its way back: 'osc run' of the same change, 'osc rollback' or 'osc finish'";
            case PREPARE, COPY, INDEXES, CATCH_UP, VERIFY, CUT_OVER ->
                "nobody works on it: 'osc run' of the same change goes on, 'osc cleanup --table " + table
                        + "' gives it up";
        };
        return next + "; " + seen;
    }

    private String ago(String instant) {
        try {
            Duration since = Duration.between(Instant.parse(instant), clock.instant());
            return since.toDays() > 0
                    ? since.toDays() + " d " + since.toHoursPart() + " h ago"
                    : since.toHours() > 0
                            ? since.toHours() + " h " + since.toMinutesPart() + " min ago"
                            : since.toMinutes() > 0
                                    ? since.toMinutes() + " min ago"
                                    : Math.max(0, since.toSeconds()) + " s ago";
        } catch (DateTimeException e) {
            return instant;
        }
    }

    private static String json(List<Shown> found) {
        ArrayNode all = MAPPER.createArrayNode();
        for (Shown shown : found) {
            Overview.Entry entry = shown.entry();
            ObjectNode one = all.addObject()
                    .put("table", entry.table().toString())
                    .put("migration", entry.migration())
                    .put("change", entry.change())
                    .put("phase", entry.phase())
                    .put("waitsFor", shown.session().isPresent() ? entry.waitsFor() : null)
                    .put("rowsCopied", entry.rowsCopied())
                    .put("running", shown.session().isPresent())
                    .put("startedAt", entry.startedAt())
                    .put("updatedAt", entry.updatedAt());
            one.put("rowsEstimated", shown.rows() < 0 ? null : shown.rows());
            one.put("session", shown.session().isPresent() ? shown.session().getAsLong() : null);
            one.put("reverseWindowUntil", entry.waysBackUntil());
        }
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
