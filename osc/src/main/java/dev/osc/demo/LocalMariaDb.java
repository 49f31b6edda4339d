// SPDX-License-Identifier: Apache-2.0
package dev.osc.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A MariaDB server of our own: {@code root} without a password, row binlog on. */
public final class LocalMariaDb implements ServerKind {

    public static final ServerTraits TRAITS = new ServerTraits(
            "mariadb", "mysql", "root", "sslMode=DISABLED", "mysql", "Bind on TCP/IP port", "TERM", "KILL");

    private static final String PROGRAM = "mariadbd";

    /** The scripts that make system tables, in this order; before 11 their names begin with mysql. */
    private static final List<String> SCRIPTS =
            List.of("system_tables.sql", "performance_tables.sql", "system_tables_data.sql");

    /** The scripts may have made the account; while tables are made no account counts, so this asks for them first. */
    private static final String USERS = """
            FLUSH PRIVILEGES;
            CREATE USER IF NOT EXISTS root@127.0.0.1;
            GRANT ALL ON *.* TO root@127.0.0.1 WITH GRANT OPTION;
            """;

    private LocalMariaDb() {}

    /** As {@link LocalServer#start} does. */
    public static LocalServer start(Path home, Path dataDirectory, Map<String, String> options) {
        return LocalServer.start(new LocalMariaDb(), home, dataDirectory, with(options));
    }

    /** As {@link LocalServer#startTemporary} does. */
    public static LocalServer startTemporary(Path home, Map<String, String> options) {
        return LocalServer.startTemporary(new LocalMariaDb(), home, with(options));
    }

    /** What such a server is started with wherever it runs, as on a command line. */
    public static List<String> arguments(Map<String, String> options) {
        return with(options).arguments();
    }

    private static ServerOptions with(Map<String, String> options) {
        Map<String, String> defaults = new TreeMap<>(LocalMySql.DEFAULTS);
        // a folder here, where NULL would be a folder of that name
        defaults.remove("loose_secure_file_priv");
        // from 11.4 on a certificate is made at each start, which takes seconds
        defaults.put("loose_ssl", "OFF");
        return new ServerOptions(defaults, LocalMySql.FOR_LIFE).with(options);
    }

    @Override
    public ServerTraits traits() {
        return TRAITS;
    }

    @Override
    public void initialise(Path home, Path folder, ServerOptions options) throws IOException {
        var statements = home.resolve("template.sql");
        Files.writeString(statements, statements(home));
        var more = List.of("--bootstrap", "--loose_innodb_log_file_size=" + LocalMySql.INITIAL_REDO_LOG);
        // its words are read from standard input
        var shell = List.of("sh", "-c", "file=$1; shift; exec \"$@\" < \"$file\"", "sh", statements.toString());
        var command = new ArrayList<>(shell);
        command.addAll(LocalMySql.command(PROGRAM, home, folder, options, more));
        DataDirectory.run(home, command);
    }

    private static String statements(Path home) throws IOException {
        var text = new StringBuilder("CREATE DATABASE mysql;\nUSE mysql;\n");
        for (var script : SCRIPTS) {
            var named = home.resolve("share").resolve("mariadb_" + script);
            var older = home.resolve("share").resolve("mysql_" + script);
            text.append(Files.readString(Files.exists(named) ? named : older)).append('\n');
        }
        return text.append(USERS).toString();
    }

    @Override
    public void entrust(Path folder) {
        // the server runs as the user of this JVM
    }

    @Override
    public List<String> serve(Path home, Path folder, int port, ServerOptions options) {
        return LocalMySql.command(PROGRAM, home, folder, options, LocalMySql.listening(folder, port));
    }
}
