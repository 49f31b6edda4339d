// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import dev.osc.demo.DatabaseServer;
import dev.osc.demo.LocalPostgres;
import dev.osc.demo.LocalServer;
import dev.osc.demo.ServerHome;
import dev.osc.it.servers.TestSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** A physical standby of a test's server, made by an online backup (manual, "Making an Exclusive Low-Level Backup"). */
record Standby(LocalServer server, Path folder) implements AutoCloseable {

    static Standby of(TestSchema primary) throws SQLException, IOException {
        DatabaseServer source = primary.server().server();
        Path folder = Files.createTempDirectory("osc-standby-");
        try (Connection session = source.connect();
                Statement statement = session.createStatement()) {
            statement.execute("SELECT pg_backup_start('standby', true)");
            copy(source.dataDirectory().resolve("data"), folder.resolve("data"));
            try (ResultSet label = statement.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
                label.next();
                Files.writeString(folder.resolve("data/backup_label"), label.getString(1));
            }
        }
        Files.createFile(folder.resolve("data/standby.signal"));
        Map<String, String> options = Map.of(
                "primary_conninfo",
                "host=127.0.0.1 port=" + source.port() + " user=postgres application_name=" + folder.getFileName(),
                "hot_standby_feedback",
                "off");
        String name = primary.server().name().split(" ", 2)[0];
        return new Standby(LocalPostgres.start(ServerHome.of(name), folder, options), folder);
    }

    /** What belongs to the running server is left out; what it deletes meanwhile is not missed: its log tells of it. */
    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.sorted().toList()) {
                Path name = from.relativize(file);
                if (name.startsWith("postmaster.pid")
                        || name.startsWith("pg_replslot/")
                        || name.startsWith("pg_wal/")
                        || String.valueOf(name.getFileName()).startsWith(".s.PGSQL")) {
                    continue;
                }
                try {
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(to.resolve(name));
                    } else {
                        Files.copy(file, to.resolve(name));
                    }
                } catch (NoSuchFileException e) {
                    // deleted since it was listed
                }
            }
        }
        Files.createDirectories(to.resolve("pg_wal/archive_status"));
        Files.createDirectories(to.resolve("pg_replslot"));
    }

    /** As {@code --throttle-control-replicas} takes it. */
    String host() {
        return "127.0.0.1:" + server.port();
    }

    void execute(String sql) throws SQLException {
        try (Connection session = server.connect();
                Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
