// SPDX-License-Identifier: Apache-2.0
package dev.osc.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The options of one local server: what osc needs of a server (row binlog) and what a server for a few minutes may do
 * without, overlaid by the caller's. Immutable.
 */
final class ServerOptions {

    /** Data directories are made with redo logs of this size: another one costs a server half a second at its first start. */
    static final String INITIAL_REDO_LOG = "16M";

    /**
     * Nothing waits for the disk. What is committed still survives a killed server: redo log and binlog are handed to
     * the operating system at each commit (innodb_flush_log_at_trx_commit=2, sync_binlog=0), only a crash of the
     * machine would lose it.
     */
    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("server_id", "1"),
            Map.entry("log_bin", "binlog"),
            Map.entry("binlog_format", "ROW"),
            Map.entry("sync_binlog", "0"),
            Map.entry("innodb_flush_log_at_trx_commit", "2"),
            Map.entry("innodb_buffer_pool_size", "128M"),
            Map.entry("innodb_log_file_size", INITIAL_REDO_LOG),
            Map.entry("max_connections", "200"),
            Map.entry("secure_file_priv", "NULL"),
            Map.entry("skip_name_resolve", "ON"),
            // 8.0 listens on a second port by default; 5.7 does not know the option
            Map.entry("loose_mysqlx", "OFF"));

    /** Options that a data directory is made with and keeps for life. */
    private static final Set<String> FOR_LIFE = Set.of("lower_case_table_names", "innodb_page_size");

    private final Map<String, String> values;

    private ServerOptions(Map<String, String> values) {
        this.values = values;
    }

    /** @param overlay by name, with - or _; these win over the defaults */
    static ServerOptions with(Map<String, String> overlay) {
        var values = new TreeMap<>(DEFAULTS);
        overlay.forEach(
                (name, value) -> values.put(name.toLowerCase(Locale.ROOT).replace('-', '_'), value));
        return new ServerOptions(values);
    }

    /** Only what a data directory is initialised with. */
    ServerOptions forLife() {
        var kept = new TreeMap<>(values);
        kept.keySet().retainAll(FOR_LIFE);
        return new ServerOptions(kept);
    }

    /** The command line of the server at {@code home} on {@code directory}; its other files lie there too. */
    List<String> command(Path home, Path directory, List<String> more) {
        var command = new ArrayList<String>();
        command.add(home.resolve("bin").resolve("mysqld").toString());
        command.add("--no-defaults");
        command.add("--basedir=" + home);
        command.add("--lc-messages-dir=" + home.resolve("share"));
        command.add("--datadir=" + directory);
        if ("root".equals(System.getProperty("user.name"))) {
            command.add("--user=root");
        }
        values.forEach((name, value) -> command.add("--" + name + "=" + value));
        command.addAll(more);
        return command;
    }

    /** The options as part of a file name: empty when there are none. */
    String suffix() {
        var text = new StringBuilder();
        values.forEach(
                (name, value) -> text.append('-').append(name).append('=').append(value));
        return text.toString();
    }
}
