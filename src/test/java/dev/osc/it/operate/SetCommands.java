// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.TestSchema;
import java.io.IOException;
import java.sql.SQLException;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The commands that set something, each with a look at what comes of it. The run waits for {@code max-load} meanwhile. */
final class SetCommands {

    private SetCommands() {}

    /** Sets it, sees that it holds, and takes it back. */
    @FunctionalInterface
    interface Check {
        void of(Operated run, TestSchema schema) throws SQLException, IOException, InterruptedException;
    }

    static final Map<String, Check> CHECKS = new LinkedHashMap<>();

    static {
        pace("chunk-size", "/pace/chunkRows", "17", "200000");
        pace("chunk-time", "/pace/chunkTimeMillis", "17", "100");
        pace("dml-batch-size", "/pace/flushRows", "17", "5000");
        pace("copy-workers", "/pace/copyWorkers", "1", "4");
        pace("nice-ratio", "/pace/niceRatio", "1.5", "0");
        CHECKS.put("max-load", (run, schema) -> {
            shown(run, "max-load=" + overload(schema), "max-load", true);
            shown(run, "max-load=" + overload(schema).replace("=1", "=100000"), "max-load", false);
            shown(run, "max-load=" + overload(schema), "max-load", true);
        });
        CHECKS.put("adaptive", (run, _) -> {
            run.done("adaptive=on");
            run.until(now -> now.at("/pace/share").asDouble() < 1);
            run.done("adaptive=off");
            run.until(now -> now.at("/pace/share").asDouble() == 1);
        });
        CHECKS.put("critical-load-interval-millis", (run, _) -> run.done("critical-load-interval-millis=1"));
        CHECKS.put("critical-load-hibernate-seconds", (run, _) -> run.done("critical-load-hibernate-seconds=3600"));
        CHECKS.put("critical-load", (run, schema) -> {
            shown(run, "critical-load=" + overload(schema), "critical-load", true);
            assertThat(line(run.status(), "critical-load")
                            .orElseThrow()
                            .path("value")
                            .asText())
                    .startsWith("hibernates for ");
            gone(run, "critical-load");
        });
        over("throttle-query", "SELECT 1");
        over("throttle-http", "http://127.0.0.1:1/");
        over("min-free-disk", "1000000000000");
        read("max-commit-millis", "1000000");
        read("max-history", "9223372036854775807");
        read("max-retained-log", "1000000000000");
        CHECKS.put("run-window", (run, _) -> {
            shown(run, "run-window=" + later(), "run-window", true);
            shown(run, "run-window=00:00-24:00 UTC", "run-window", false);
            gone(run, "run-window");
        });
        CHECKS.put("cut-over-window", (run, _) -> {
            run.done("cut-over-window=" + later());
            run.until(now -> now.path("swapWaitsFor").asText().startsWith("outside of "));
            run.done("cut-over-window=");
            run.until(now -> now.path("swapWaitsFor").isNull());
        });
        lag();
    }

    /** What is typed after it and refused: nothing has changed then. */
    static final List<String> REFUSED = List.of(
            "chunk-size=9",
            "chunk-size=",
            "chunk-time=fast",
            "dml-batch-size=-1",
            "copy-workers=65",
            "nice-ratio=NaN",
            "max-load=Threads_running",
            "critical-load=x",
            "critical-load-interval-millis=-1",
            "critical-load-hibernate-seconds=a day",
            "throttle-http=localhost",
            "max-commit-millis=1.5",
            "max-history=x",
            "max-retained-log=x",
            "min-free-disk=x",
            "run-window=nights",
            "cut-over-window=25:00-26:00",
            "adaptive=perhaps",
            "max-lag-millis=x",
            "throttle-control-replicas=a b");

    /** A limit that a server is above where two sessions are open. */
    static String overload(TestSchema schema) {
        return schema.product() == Product.MYSQL ? "Threads_connected=1" : "connections=1";
    }

    /** An hour that begins in two. */
    private static String later() {
        DateTimeFormatter form = DateTimeFormatter.ofPattern("HH:mm");
        LocalTime now = LocalTime.now(ZoneOffset.UTC);
        return form.format(now.plusHours(2)) + "-" + form.format(now.plusHours(3)) + " UTC";
    }

    private static void pace(String name, String where, String other, String before) {
        CHECKS.put(name, (run, _) -> {
            assertThat(run.status().at(where).asDouble()).isEqualTo(Double.parseDouble(before));
            run.done(name + "=" + other);
            assertThat(run.status().at(where).asDouble()).isEqualTo(Double.parseDouble(other));
            run.done(name + "=" + before);
        });
    }

    private static void over(String name, String value) {
        CHECKS.put(name, (run, _) -> {
            shown(run, name + "=" + value, name, true);
            gone(run, name);
        });
    }

    /** A limit so high that it is never reached: the source is read. */
    private static void read(String name, String value) {
        CHECKS.put(name, (run, _) -> {
            shown(run, name + "=" + value, name, false);
            gone(run, name);
        });
    }

    /** The server itself stands for a replica: it is never behind, whatever the query says. */
    private static void lag() {
        String[] replica = {""};
        CHECKS.put("throttle-control-replicas", (run, schema) -> {
            String host = "127.0.0.1:" + schema.server().server().port();
            replica[0] = "replica-lag " + host;
            shown(run, "throttle-control-replicas=" + host, replica[0], false);
            assertThat(schema.rows("SELECT source_table FROM _osc_heartbeats")).containsExactly("orders");
        });
        CHECKS.put(
                "replication-lag-query", (run, _) -> shown(run, "replication-lag-query=SELECT 60", replica[0], true));
        CHECKS.put("throttle-discover-replicas", (run, _) -> {
            shown(run, "throttle-discover-replicas=on", "replicas", false);
            gone(run, "throttle-discover-replicas", "replicas");
        });
        CHECKS.put("max-lag-millis", (run, _) -> {
            shown(run, "max-lag-millis=60000", replica[0], false);
            run.done("max-lag-millis=0");
            run.until(now -> line(now, replica[0]).isEmpty());
            shown(run, "max-lag-millis=", replica[0], true);
            assertThat(run.done("max-lag-millis")).containsExactly("max-lag-millis = 1500");
            gone(run, "throttle-control-replicas", replica[0]);
        });
    }

    private static Optional<JsonNode> line(JsonNode status, String source) {
        return StreamSupport.stream(status.at("/throttle/sources").spliterator(), false)
                .filter(line -> line.path("source").asText().equals(source))
                .findFirst();
    }

    /** Until the source shows what is to be waited for, or not. */
    private static void shown(Operated run, String command, String source, boolean over)
            throws SQLException, IOException, InterruptedException {
        run.done(command);
        run.until(now -> line(now, source)
                .filter(line -> line.path("over").asBoolean() == over)
                .isPresent());
    }

    private static void gone(Operated run, String name) throws SQLException, IOException, InterruptedException {
        gone(run, name, name);
    }

    private static void gone(Operated run, String name, String source)
            throws SQLException, IOException, InterruptedException {
        run.done(name + "=");
        run.until(now -> line(now, source).isEmpty());
    }
}
