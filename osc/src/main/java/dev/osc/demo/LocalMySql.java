// SPDX-License-Identifier: Apache-2.0
package dev.osc.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A MySQL server of our own: {@code root} without a password, row binlog on. */
public final class LocalMySql implements ServerKind {

    public static final ServerTraits TRAITS = new ServerTraits(
            "mysql",
            "mysql",
            "root",
            "sslMode=DISABLED&allowPublicKeyRetrieval=true",
            "mysql",
            "Bind on TCP/IP port",
            "TERM",
            "KILL");

    private static final String PROGRAM = "mysqld";

    /** Data directories are made with redo logs of this size: another one costs a server half a second at its first start. */
    static final String INITIAL_REDO_LOG = "16M";

    /**
     * Nothing waits for the disk. What is committed still survives a killed server: redo log and binlog are handed to
     * the operating system at each commit (innodb_flush_log_at_trx_commit=2, sync_binlog=0), only a crash of the
     * machine would lose it.
     */
    static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("server_id", "1"),
            Map.entry("log_bin", "binlog"),
            Map.entry("binlog_format", "ROW"),
            Map.entry("sync_binlog", "0"),
            Map.entry("innodb_flush_log_at_trx_commit", "2"),
            Map.entry("innodb_buffer_pool_size", "128M"),
            Map.entry("loose_innodb_log_file_size", INITIAL_REDO_LOG),
            // the kernel's requests for asynchronous I/O are few (fs.aio-max-nr): a dozen servers have them all
            Map.entry("innodb_use_native_aio", "OFF"),
            Map.entry("max_connections", "200"),
            // what MariaDB and old or new servers do not know is loose
            Map.entry("loose_secure_file_priv", "NULL"),
            Map.entry("skip_name_resolve", "ON"),
            // 8.0 listens on a second port by default
            Map.entry("loose_mysqlx", "OFF"));

    static final Set<String> FOR_LIFE = Set.of("lower_case_table_names", "innodb_page_size");

    /** Where names are not resolved, root@localhost is for the socket only. */
    private static final String USERS = """
            CREATE USER root@127.0.0.1;
            GRANT ALL ON *.* TO root@127.0.0.1 WITH GRANT OPTION;
            """;

    private LocalMySql() {}

    /** As {@link LocalServer#start} does. */
    public static LocalServer start(Path home, Path dataDirectory, Map<String, String> options) {
        return LocalServer.start(new LocalMySql(), home, dataDirectory, with(options));
    }

    /** As {@link LocalServer#startTemporary} does. */
    public static LocalServer startTemporary(Path home, Map<String, String> options) {
        return LocalServer.startTemporary(new LocalMySql(), home, with(options));
    }

    /** What such a server is started with wherever it runs, as on a command line. */
    public static List<String> arguments(Map<String, String> options) {
        return with(options).arguments();
    }

    private static ServerOptions with(Map<String, String> options) {
        return new ServerOptions(DEFAULTS, FOR_LIFE).with(options);
    }

    @Override
    public ServerTraits traits() {
        return TRAITS;
    }

    @Override
    public void initialise(Path home, Path folder, ServerOptions options) throws IOException {
        var users = home.resolve("template.sql");
        Files.writeString(users, USERS);
        var more = List.of(
                "--initialize-insecure", "--init-file=" + users, "--loose_innodb_log_file_size=" + INITIAL_REDO_LOG);
        DataDirectory.run(home, command(PROGRAM, home, folder, options, more));
        // a server without this file gives itself an identity of its own
        Files.deleteIfExists(folder.resolve("auto.cnf"));
    }

    @Override
    public void entrust(Path folder) {
        // the server runs as the user of this JVM
    }

    @Override
    public List<String> serve(Path home, Path folder, int port, ServerOptions options) {
        return command(PROGRAM, home, folder, options, listening(folder, port));
    }

    /** A socket's path is relative to the data directory: an absolute one may be longer than the 107 bytes the system allows. */
    static List<String> listening(Path folder, int port) {
        return List.of(
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=mysql.sock",
                "--pid-file=mysql.pid",
                // a server that starts deletes every #sql… of its tmpdir, another running server's among them (MariaDB,
                // 5.7)
                "--tmpdir=" + folder);
    }

    /** @param program in the home's {@code bin} */
    static List<String> command(String program, Path home, Path folder, ServerOptions options, List<String> more) {
        var command = new ArrayList<String>();
        command.add(home.resolve("bin").resolve(program).toString());
        command.add("--no-defaults");
        command.add("--basedir=" + home);
        command.add("--lc-messages-dir=" + home.resolve("share"));
        command.add("--datadir=" + folder);
        if (ServerUser.isRoot()) {
            command.add("--user=root");
        }
        command.addAll(options.arguments());
        command.addAll(more);
        return command;
    }
}
