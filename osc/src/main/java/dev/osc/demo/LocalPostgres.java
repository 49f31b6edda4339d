// SPDX-License-Identifier: Apache-2.0
package dev.osc.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A PostgreSQL server of our own: {@code postgres} without a password, logical decoding on. Its data lies in the folder
 * {@code data} of the data directory, so that its log can stay ours where its processes are another user's ({@link
 * ServerUser}).
 */
public final class LocalPostgres implements ServerKind {

    private static final String SUPERUSER = "postgres";

    public static final ServerTraits TRAITS = new ServerTraits(
            "postgresql",
            "postgresql",
            SUPERUSER,
            "sslmode=disable",
            "data/PG_VERSION",
            "could not bind",
            // "fast": the default for TERM waits for every session
            "INT",
            // "immediate": KILL would leave shared memory behind
            "QUIT");

    /**
     * Nothing waits for the disk. What is committed still survives a killed server: WAL is handed to the operating
     * system at each commit (synchronous_commit stays on), only a crash of the machine would lose it (fsync=off).
     */
    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("wal_level", "logical"),
            Map.entry("max_wal_senders", "20"),
            Map.entry("max_replication_slots", "20"),
            Map.entry("max_prepared_transactions", "20"),
            Map.entry("max_connections", "200"),
            Map.entry("shared_buffers", "128MB"),
            Map.entry("fsync", "off"),
            Map.entry("timezone", "UTC"),
            Map.entry("log_timezone", "UTC"));

    private final ServerUser user;

    private LocalPostgres(ServerUser user) {
        this.user = user;
    }

    /** As {@link LocalServer#start} does. */
    public static LocalServer start(Path home, Path dataDirectory, Map<String, String> options) {
        return LocalServer.start(kindFor(home), home, dataDirectory, with(options));
    }

    /** As {@link LocalServer#startTemporary} does. */
    public static LocalServer startTemporary(Path home, Map<String, String> options) {
        return LocalServer.startTemporary(kindFor(home), home, with(options));
    }

    private static LocalPostgres kindFor(Path home) {
        var user = ServerUser.notRoot();
        user.mustReach(program(home, "postgres"));
        return new LocalPostgres(user);
    }

    /** What such a server is started with wherever it runs, as on a command line. */
    public static List<String> arguments(Map<String, String> options) {
        return with(options).arguments();
    }

    private static ServerOptions with(Map<String, String> options) {
        return new ServerOptions(DEFAULTS, Set.of()).with(options);
    }

    @Override
    public ServerTraits traits() {
        return TRAITS;
    }

    @Override
    public void initialise(Path home, Path folder, ServerOptions options) throws IOException {
        user.enter(folder);
        var data = Files.createDirectory(folder.resolve("data"));
        user.own(data);
        DataDirectory.run(
                home,
                user.command(List.of(
                        program(home, "initdb").toString(),
                        "--pgdata=" + data,
                        "--username=" + SUPERUSER,
                        "--auth=trust",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--no-sync")));
        user.disown(data);
    }

    @Override
    public void entrust(Path folder) {
        user.enter(folder);
        user.own(folder.resolve("data"));
    }

    @Override
    public List<String> serve(Path home, Path folder, int port, ServerOptions options) {
        var command = new ArrayList<String>();
        command.add(program(home, "postgres").toString());
        command.add("-D");
        command.add(folder.resolve("data").toString());
        command.addAll(options.arguments());
        command.add("--listen_addresses=127.0.0.1");
        command.add("--port=" + port);
        // relative to the data directory: an absolute one may be longer than the 107 bytes the system allows
        command.add("--unix_socket_directories=.");
        return user.command(command);
    }

    private static Path program(Path home, String name) {
        return home.resolve("bin").resolve(name);
    }
}
