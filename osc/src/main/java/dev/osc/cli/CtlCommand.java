// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli;

import dev.osc.cli.options.LogOptions;
import dev.osc.cli.options.Mistakes;
import dev.osc.cli.options.ServeOptions;
import dev.osc.cli.options.Terminal;
import dev.osc.control.ControlClient;
import dev.osc.control.RunCommands;
import dev.osc.control.SocketFolder;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code osc ctl}: asks a running osc. */
@Command(
        name = "ctl",
        description = {
            "Asks a running osc, or tells it what to do: status, pause, resume, cut-over, chunk-time=50, help.",
            "Without --socket, --tcp or --table: the one run of this user's on this machine."
        },
        footer = {
            "",
            "Examples:",
            "  osc ctl status",
            "  osc ctl --table shop.orders max-load=Threads_running=20",
            "  osc ctl --socket /tmp/osc.shop.orders.sock --json status"
        })
final class CtlCommand implements SubCommand {

    /** For the completion of shells. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return RunCommands.names().iterator();
        }
    }

    @Option(
            names = {"--socket", "--serve-socket-file"},
            paramLabel = "FILE",
            description = "The socket that 'osc run' names when it begins.")
    @Nullable
    Path socket;

    @Option(
            names = "--tcp",
            paramLabel = "[HOST:]PORT",
            description = "The port that the run listens on, by its --serve-tcp.")
    String tcp = "";

    @Option(
            names = "--table",
            paramLabel = "[SCHEMA.]TABLE",
            description = "The run of this table, at its usual socket.")
    String table = "";

    @Option(names = "--json", description = "Print the answer as one JSON object.")
    boolean json;

    @Parameters(
            paramLabel = "COMMAND",
            arity = "1..*",
            completionCandidates = Names.class,
            description = "'help' lists them.")
    List<String> words = new ArrayList<>();

    @Mixin
    LogOptions logging = new LogOptions();

    @Override
    public LogOptions logging() {
        return logging;
    }

    @Override
    public void check(Mistakes mistakes) {
        logging.check(mistakes);
        if ((socket == null ? 0 : 1) + (tcp.isEmpty() ? 0 : 1) + (table.isEmpty() ? 0 : 1) > 1) {
            mistakes.add("--socket, --tcp and --table say the same: give one of them");
        }
        if (words.stream().anyMatch(word -> word.chars().anyMatch(Character::isISOControl))) {
            mistakes.add("a command is one line: write a query without line ends and tabs");
        }
        if (!tcp.isEmpty() && ServeOptions.address(tcp).isEmpty()) {
            mistakes.add("--tcp " + tcp + " is no port, or host and port");
        }
    }

    @Override
    public Integer call() {
        SocketAddress address = address();
        ControlClient.Said said;
        try {
            said = ControlClient.ask(address, String.join(" ", words));
        } catch (IOException | IllegalArgumentException e) {
            throw new OscException(
                    ExitCode.UNREACHABLE,
                    "no osc answers at " + address + ": " + e.getMessage(),
                    "'osc run' names its socket when it begins; is it still running, and are you its user?",
                    e);
        }
        if (json) {
            System.out.println(said.json());
        } else if (said.done()) {
            System.out.println(Terminal.printable(String.join("\n", said.lines())));
        } else {
            throw new OscException(
                    ExitCode.USAGE, String.join("\n  ", said.lines()), "'osc ctl help' lists the commands");
        }
        return (said.done() ? ExitCode.DONE : ExitCode.USAGE).number();
    }

    private SocketAddress address() {
        if (!tcp.isEmpty()) {
            return ServeOptions.address(tcp).orElseThrow();
        }
        if (socket != null) {
            return UnixDomainSocketAddress.of(socket);
        }
        List<Path> found = table.isEmpty()
                ? SocketFolder.answering()
                : table.contains(".") ? List.of(SocketFolder.usual(table)) : SocketFolder.ofTable(table);
        if (found.size() != 1) {
            throw new OscException(
                    ExitCode.USAGE,
                    found.isEmpty()
                            ? "no run's socket" + (table.isEmpty() ? "" : " of a table " + table) + " is in "
                                    + SocketFolder.path()
                            : "several runs have sockets here:\n  "
                                    + String.join(
                                            "\n  ",
                                            found.stream().map(Path::toString).toList()),
                    "name one by --socket FILE, as its run names it when it begins");
        }
        return UnixDomainSocketAddress.of(found.getFirst());
    }
}
