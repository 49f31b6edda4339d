// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli.options;

import dev.osc.config.Scheme;
import dev.osc.config.Secret;
import dev.osc.config.ServerAddress;
import dev.osc.config.ServerUrl;
import dev.osc.config.Tls;
import java.io.Console;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Where the server is and who we are: the options that every command shares. What the URL leaves out the options
 * fill, and they win over it.
 */
public final class ConnectionOptions {

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "The server and database: mysql://user@host:3306/database or postgresql://user@host:5432/database")
    @Nullable
    String url;

    @Option(names = "--host", description = "The server's host name or address (default: 127.0.0.1).")
    @Nullable
    String host;

    @Option(names = "--port", description = "The server's port (default: 3306 for MySQL, 5432 for PostgreSQL).")
    @Nullable
    Integer port;

    @Option(
            names = "--user",
            description =
                    "The database user (default: the URL's, then --defaults-file's, then root or, for PostgreSQL, the system's).")
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
            description =
                    "A MySQL option file; its [client] group gives user, password, host, port, ssl-mode and ssl-ca.")
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

    @Option(
            names = "--time-zone",
            paramLabel = "ZONE",
            description = {
                "PostgreSQL: the time zone in which values that depend on one are made (default: what role, database",
                "or server say, where that can be seen)."
            })
    @Nullable
    String timeZone;

    private static final String LOCAL = "127.0.0.1";

    public void check(Mistakes mistakes) {
        Optional<ServerUrl> from = url(new Mistakes());
        if (url == null && database == null) {
            mistakes.add("which server and database? give --url " + Scheme.forms());
        } else if (url != null && from.isPresent() && database(from).isEmpty()) {
            mistakes.add("which database? put it at the end of --url, or give --database");
        }
        checkServer(mistakes);
    }

    /** The same where all databases of a server are meant, unless one is named. */
    public void checkServer(Mistakes mistakes) {
        Optional<ServerUrl> from = url(mistakes);
        ClientFile file = file(mistakes);
        host(from, file, mistakes);
        port(from, file, mistakes);
        mode(from, file, mistakes);
        if (passwordFile != null) {
            ClientFile.firstLine(passwordFile, mistakes);
        }
        if (timeZone != null && scheme(from) != Scheme.POSTGRESQL) {
            mistakes.add("--time-zone is for PostgreSQL; MySQL and MariaDB tell the server's zone themselves");
        }
        if (sslCa != null && !Files.isReadable(sslCa)) {
            mistakes.add("--ssl-ca " + sslCa + " can't be read");
        }
        if (askPass && terminal().isEmpty()) {
            mistakes.add("--ask-pass needs a terminal; use OSC_PASSWORD or --password-file in jobs");
        }
    }

    /** The address, of options that {@link #check} found nothing wrong with; asks for the password where told to. */
    public ServerAddress address() {
        Mistakes none = new Mistakes();
        Optional<ServerUrl> from = url(none);
        ClientFile file = file(none);
        return new ServerAddress(
                from.map(ServerUrl::product).orElse(Scheme.MYSQL.product()),
                host(from, file, none),
                port(from, file, none),
                first(user, from.flatMap(ServerUrl::user))
                        .or(() -> file.value("user"))
                        .orElse(scheme(from).user()),
                password(from, file, none),
                database(from).orElse(""),
                new Tls(
                        mode(from, file, none),
                        Optional.ofNullable(sslCa)
                                .or(() -> file.value("ssl-ca").map(Path::of))
                                .orElse(null)),
                timeZone);
    }

    private Optional<ServerUrl> url(Mistakes mistakes) {
        try {
            return Optional.ofNullable(url).map(ServerUrl::parse);
        } catch (IllegalArgumentException e) {
            mistakes.add(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private ClientFile file(Mistakes mistakes) {
        return ClientFile.read(defaultsFile, mistakes);
    }

    private static Scheme scheme(Optional<ServerUrl> from) {
        return from.flatMap(url -> Scheme.of(url.product())).orElse(Scheme.MYSQL);
    }

    private Optional<String> database(Optional<ServerUrl> from) {
        return first(database, from.flatMap(ServerUrl::database));
    }

    private static Optional<String> first(@Nullable String option, Optional<String> otherwise) {
        return Optional.ofNullable(option).or(() -> otherwise);
    }

    /** The driver would read options of its own out of what stands here. */
    private String host(Optional<ServerUrl> from, ClientFile file, Mistakes mistakes) {
        String given = first(host, from.flatMap(ServerUrl::host))
                .or(() -> file.value("host"))
                .orElse(LOCAL);
        if (!ServerAddress.isHost(given)) {
            mistakes.add("the host '" + given + "' is neither a name nor an address");
            return LOCAL;
        }
        return given;
    }

    private int port(Optional<ServerUrl> from, ClientFile file, Mistakes mistakes) {
        int fallback = scheme(from).port();
        String given = Optional.ofNullable(port)
                .or(() -> from.flatMap(ServerUrl::port))
                .map(String::valueOf)
                .or(() -> file.value("port"))
                .orElse(String.valueOf(fallback));
        if (!given.matches("[0-9]{1,5}") || Integer.parseInt(given) < 1 || Integer.parseInt(given) > 65_535) {
            mistakes.add("the port " + given + " is not between 1 and 65535");
            return fallback;
        }
        return Integer.parseInt(given);
    }

    private Tls.Mode mode(Optional<ServerUrl> from, ClientFile file, Mistakes mistakes) {
        String text = first(sslMode, from.flatMap(ServerUrl::sslMode))
                .or(() -> file.value("ssl-mode"))
                .orElse("PREFERRED");
        try {
            return Tls.Mode.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            mistakes.add(
                    "--ssl-mode " + text + " is none of DISABLED, PREFERRED, REQUIRED, VERIFY_CA, VERIFY_IDENTITY");
            return Tls.Mode.PREFERRED;
        }
    }

    private static Optional<Console> terminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal);
    }

    /**
     * The most deliberate source wins: typed, then a file, then the environment, then the URL, then the option file.
     */
    private Secret password(Optional<ServerUrl> from, ClientFile file, Mistakes mistakes) {
        if (askPass) {
            return terminal()
                    .map(console -> new Secret(new String(console.readPassword("Password: "))))
                    .orElse(Secret.NONE);
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
