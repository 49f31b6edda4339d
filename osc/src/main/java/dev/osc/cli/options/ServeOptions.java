// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli.options;

import dev.osc.control.Console;
import dev.osc.control.ControlSocket;
import dev.osc.control.SocketFolder;
import dev.osc.hooks.Hint;
import dev.osc.hooks.HookFolder;
import dev.osc.page.Serving;
import dev.osc.schema.TableName;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a run can be asked and steered. */
public final class ServeOptions {

    @Option(
            names = "--serve-socket-file",
            paramLabel = "FILE",
            description =
                    "The Unix socket for 'osc ctl' (default: osc.<schema>.<table>.sock in $XDG_RUNTIME_DIR, or in /tmp).")
    @Nullable
    Path socket;

    @Option(
            names = "--serve-tcp",
            paramLabel = "[HOST:]PORT",
            description = {
                "Listen for the same commands on a TCP port, too: of 127.0.0.1 unless a host is named. Whoever reaches",
                "it can steer the run."
            })
    String tcp = "";

    @Mixin
    HookOptions hooks = new HookOptions();

    @Mixin
    PageOptions page = new PageOptions();

    public void check(Mistakes mistakes) {
        page.check(mistakes);
        hooks.check(mistakes);
        if (!tcp.isEmpty() && tcp().isEmpty()) {
            mistakes.add(
                    "--serve-tcp " + tcp + " is no port, or address and port, of this machine: 10001, 127.0.0.1:10001");
        }
    }

    public Optional<HookFolder> hooks() {
        return hooks.hooks();
    }

    public Hint hint() {
        return hooks.hint();
    }

    public Duration hookStatusEvery() {
        return Duration.ofSeconds(hooks.statusSeconds);
    }

    /** Where commands are listened for beside the socket. */
    public Optional<InetSocketAddress> tcp() {
        return tcp.isEmpty() ? Optional.empty() : address(tcp);
    }

    /** Listens on the socket. */
    public ControlSocket listen(TableName table, Console console) {
        return socket == null ? SocketFolder.listen(table, console) : ControlSocket.onFile(socket, console);
    }

    /** The page; empty where none was asked for. */
    public Optional<Serving> page() {
        return page.serving();
    }

    /** Empty where it is none of this machine's. */
    public static Optional<InetSocketAddress> address(String tcp) {
        return PageOptions.address(tcp.contains(":") ? tcp : "127.0.0.1:" + tcp);
    }
}
