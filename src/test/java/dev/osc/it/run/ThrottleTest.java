// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.osc.config.Throttling;
import dev.osc.failure.ExitCode;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;

/** Each source, on a real server: while it speaks for waiting nothing is copied or flushed, then all goes on, and nothing is lost. */
@ServersOf({Product.MYSQL, Product.POSTGRESQL})
final class ThrottleTest {

    @TempDir
    Path folder = Path.of("");

    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void whatTheServerTells(TestSchema schema) throws SQLException, InterruptedException {
        boolean mysql = schema.product() == Product.MYSQL;
        try (Steered run = new Steered(schema, Throttling.NONE)) {
            String load = mysql ? "Threads_connected" : "connections";
            try (Connection _ = schema.connect()) {
                run.set("max-load", load + "=0");
                run.requireWaiting("max-load", load + " = ");
                run.set("max-load", load + "=100000");
                run.requireGoingOn();
            }
            run.set("max-load", "no_such_thing=1");
            run.requireWaiting("max-load", "the server knows no no_such_thing");
            run.set("max-load", "");
            run.set("throttle-query", "SELECT 1");
            run.requireWaiting("throttle-query", "answers 1");
            run.set("throttle-query", "SELECT nothing FROM nowhere");
            run.requireWaiting("throttle-query", "can't be read");
            run.set("throttle-query", "SELECT 0");
            run.requireGoingOn();
            run.set("min-free-disk", "900000000000");
            run.requireWaiting("min-free-disk", "at least 900000000000");
            run.set("min-free-disk", "1");
            run.requireGoingOn();
            run.finish();
        }
    }

    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void whatTheServerKeeps(TestSchema schema) throws SQLException, InterruptedException {
        boolean mysql = schema.product() == Product.MYSQL;
        try (Steered run = new Steered(schema, Throttling.NONE);
                Connection old = schema.connect()) {
            old.setAutoCommit(false);
            old.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try (var statement = old.createStatement()) {
                statement.executeQuery("SELECT COUNT(*) FROM orders_twin").close();
                for (int i = 0; i < 20; i++) {
                    run.write();
                }
                run.set("max-history", "5");
                run.requireWaiting("max-history", "at most 5");
            }
            old.rollback();
            run.set("max-history", "1000000000");
            run.requireGoingOn();
            if (!mysql) {
                schema.execute("SELECT pg_create_physical_replication_slot('" + schema.name() + "_keeps', true)");
            }
            schema.execute(
                    "CREATE TABLE filler (t " + (mysql ? "LONGTEXT" : "TEXT") + ")",
                    "INSERT INTO filler VALUES ("
                            + (mysql
                                    ? "REPEAT('x', 2000000)"
                                    : "(SELECT string_agg(md5(i::text), '') FROM generate_series(1, 100000) i)")
                            + ")");
            run.set("max-retained-log", "1");
            run.requireWaiting("max-retained-log", "MiB, at most 1");
            run.set("max-retained-log", "0");
            run.requireGoingOn();
            if (!mysql) {
                schema.execute("SELECT pg_drop_replication_slot('" + schema.name() + "_keeps')");
            }
            run.finish();
        }
    }

    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void whatIsOutsideOfTheServer(TestSchema schema) throws SQLException, InterruptedException, IOException {
        Path flag = folder.resolve("wait");
        HttpServer page = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        AtomicInteger code = new AtomicInteger(200);
        page.createContext("/", exchange -> {
            exchange.sendResponseHeaders(code.get(), -1);
            exchange.close();
        });
        page.start();
        String url = "http://127.0.0.1:" + page.getAddress().getPort() + "/";
        try (Steered run = new Steered(schema, new Throttling(Map.of("throttle-http", url), List.of(flag), null, 0))) {
            Files.createFile(flag);
            run.requireWaiting("throttle-flag-file", flag + " exists");
            Files.delete(flag);
            run.requireGoingOn();
            code.set(503);
            run.requireWaiting("throttle-http", "answers 503");
            code.set(204);
            run.requireGoingOn();
            page.stop(0);
            run.requireWaiting("throttle-http", "can't be read");
            run.set("throttle-http", "");
            run.requireGoingOn();
            int soon = LocalTime.now(ZoneOffset.UTC).plusHours(3).getHour();
            run.set("run-window", "%02d:00-%02d:30 UTC".formatted(soon, soon));
            run.requireWaiting("run-window", "which opens in");
            run.set("run-window", "00:00-24:00");
            run.requireGoingOn();
            run.controls().throttle().hold("paused", System.nanoTime());
            run.requireWaiting("operator", "paused");
            run.controls().throttle().release(System.nanoTime());
            run.requireGoingOn();
            run.finish();
        } finally {
            page.stop(0);
        }
    }

    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void aCriticalLoadMakesItSleepOrStop(TestSchema schema) throws SQLException, InterruptedException {
        String load = schema.product() == Product.MYSQL ? "Threads_connected" : "connections";
        try (Steered run = new Steered(schema, Throttling.NONE);
                Connection _ = schema.connect()) {
            run.set("critical-load-hibernate-seconds", "3600");
            run.set("critical-load-interval-millis", "300");
            run.set("critical-load", load + "=0");
            run.requireWaiting("critical-load", "hibernates for 3");
            run.set("critical-load", "");
            run.requireGoingOn();
            run.set("critical-load-hibernate-seconds", "0");
            run.set("critical-load", load + "=0");

            assertThat(run.osc().failure().code()).isEqualTo(ExitCode.ABORTED);
        }
        assertThat(schema.rows("SELECT phase FROM _osc_migrations")).containsExactly("copy");
    }

    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void aPanicFileStopsIt(TestSchema schema) throws SQLException, InterruptedException, IOException {
        Path panic = folder.resolve("panic");
        try (Steered run = new Steered(schema, new Throttling(Map.of(), List.of(), panic, 0))) {
            Files.createFile(panic);

            assertThat(run.osc().failure().code()).isEqualTo(ExitCode.ABORTED);
        }
    }

    /** Commits that wait for a replica, or for a disk, are what it sees of it; here they wait for each other. */
    @ServersOf(Product.MYSQL)
    @OnEachServer(
            newestOf = Product.MYSQL,
            options = {"sync_binlog=1", "binlog_group_commit_sync_no_delay_count=0"})
    void slowCommits(TestSchema schema) throws SQLException, InterruptedException {
        try (Steered run = new Steered(schema, Throttling.NONE)) {
            run.set("max-commit-millis", "150");
            schema.execute("SET GLOBAL binlog_group_commit_sync_delay = 400000");
            Steered.await(
                    "waits for slow commits",
                    () -> run.controls()
                            .throttle()
                            .state(System.nanoTime())
                            .reason()
                            .contains("max-commit-millis"));
            schema.execute("SET GLOBAL binlog_group_commit_sync_delay = 0");
            run.requireGoingOn();
            run.finish();
        }
    }

    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void adaptiveGoesSlowerBeforeTheLimit(TestSchema schema) throws SQLException, InterruptedException {
        String load = schema.product() == Product.MYSQL ? "Threads_connected" : "connections";
        try (Steered run = new Steered(schema, Throttling.NONE)) {
            run.set("adaptive", "on");
            try (Connection _ = schema.connect()) {
                run.set("max-load", load + "=0");
                Steered.await("slower", () -> run.controls().pace().share() < 0.2);
                assertThat(run.controls().pace().working()).isEqualTo(1);
            }
            run.set("max-load", load + "=100000");
            Steered.await("faster again", () -> run.controls().pace().share() > 0.3);
            run.set("adaptive", "off");
            Steered.await("at full pace", () -> run.controls().pace().share() == 1);
            run.finish();
        }
    }
}
