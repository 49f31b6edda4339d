// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli;

import dev.osc.config.Secret;
import dev.osc.config.ServerAddress;
import dev.osc.config.ServerUrl;
import dev.osc.config.Tls;
import java.io.Console;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Where the server is and who we are: the options that every command shares. What the URL leaves out the options
 * fill, and they win over it.
 */
final class ConnectionOptions {

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The server and database: mysql://user@host:3306/database")
    @Nullable
    String url;

    @Option(names = "--host", description = "The server's host name or address (default: 127.0.0.1).")
    @Nullable
    String host;

    @Option(names = "--port", description = "The server's port (default: 3306 for MySQL).")
    @Nullable
    Integer port;

    @Option(
            names = "--user",
            description = "The database user (default: the URL's, then --defaults-file's, then root).")
    @Nullable
    String user;

    @Option(names = "--database", description = "The table's database.")
    @Nullable
    String database;

    @Option(names = "--password-file", description = "A file whose first line is the password.")
    @Nullable
    Path passwordFile;

    @Option(names = "--ask-pass", description = "Ask for the password on the terminal.")
    boolean askPass;

    @Option(
            names = "--defaults-file",
            description = "A MySQL option file; its [client] group gives user, password, host and port.")
    @Nullable
    Path defaultsFile;

    @Option(
            names = "--ssl-mode",
            paramLabel = "MODE",
            description = "DISABLED, PREFERRED, REQUIRED, VERIFY_CA or VERIFY_IDENTITY (default: PREFERRED).")
    @Nullable
    String sslMode;

    @Option(names = "--ssl-ca", description = "A PEM file with the authorities to trust.")
    @Nullable
    Path sslCa;

    /** The address; every mistake of the options is told at once. */
    ServerAddress address() {
        List<String> mistakes = new ArrayList<>();
        ServerUrl parsed = null;
        if (url != null) {
            try {
                parsed = ServerUrl.parse(url);
            } catch (IllegalArgumentException e) {
                mistakes.add(String.valueOf(e.getMessage()));
            }
        }
        Optional<ServerUrl> from = Optional.ofNullable(parsed);
        ClientFile file = ClientFile.read(defaultsFile, mistakes);
        String product = from.map(ServerUrl::product).orElse("mysql");
        String where = first(database, from.flatMap(ServerUrl::database)).orElse("");
        if (where.isEmpty() && mistakes.isEmpty()) {
            mistakes.add("which database? put it at the end of --url, or give --database");
        }
        Tls.Mode mode = mode(from, mistakes);
        Secret password = password(from, file, mistakes);
        if (!mistakes.isEmpty()) {
            throw Usage.wrong(mistakes);
        }
        return new ServerAddress(
                product,
                first(host, from.flatMap(ServerUrl::host))
                        .or(() -> file.value("host"))
                        .orElse("127.0.0.1"),
                Optional.ofNullable(port)
                        .or(() -> from.flatMap(ServerUrl::port))
                        .or(() -> file.value("port").map(Integer::valueOf))
                        .orElse(product.startsWith("postgres") ? 5432 : 3306),
                first(user, from.flatMap(ServerUrl::user))
                        .or(() -> file.value("user"))
                        .orElse("root"),
                password,
                where,
                new Tls(mode, sslCa));
    }

    private static Optional<String> first(@Nullable String option, Optional<String> otherwise) {
        return Optional.ofNullable(option).or(() -> otherwise);
    }

    private Tls.Mode mode(Optional<ServerUrl> from, List<String> mistakes) {
        String text = first(
                        sslMode,
                        from.flatMap(u -> Optional.ofNullable(u.parameters().get("ssl-mode"))))
                .orElse("PREFERRED");
        try {
            return Tls.Mode.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            mistakes.add(
                    "--ssl-mode " + text + " is none of DISABLED, PREFERRED, REQUIRED, VERIFY_CA, VERIFY_IDENTITY");
            return Tls.Mode.PREFERRED;
        }
    }

    /**
     * The most deliberate source wins: typed, then a file, then the environment, then the URL, then the option file.
     */
    private Secret password(Optional<ServerUrl> from, ClientFile file, List<String> mistakes) {
        if (askPass) {
            Optional<Console> console = Optional.ofNullable(System.console()).filter(Console::isTerminal);
            if (console.isEmpty()) {
                mistakes.add("--ask-pass needs a terminal; use OSC_PASSWORD or --password-file in jobs");
                return Secret.NONE;
            }
            return new Secret(new String(console.get().readPassword("Password: ")));
        }
        if (passwordFile != null) {
            return ClientFile.firstLine(passwordFile, mistakes);
        }
        return Optional.ofNullable(System.getenv("OSC_PASSWORD"))
                .map(Secret::new)
                .or(() -> from.flatMap(ServerUrl::password))
                .or(() -> file.value("password").map(Secret::new))
                .orElse(Secret.NONE);
    }
}
