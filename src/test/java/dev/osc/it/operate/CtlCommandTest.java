// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.osc.control.RunCommands;
import dev.osc.demo.FreePort;
import dev.osc.failure.ExitCode;
import dev.osc.it.cli.Osc;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.TestSchema;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code osc ctl} finds the run that is meant, and says by its exit code what came of it. */
final class CtlCommandTest {

    @TempDir
    Path folder;

    /** As a user whose sockets lie in the test's folder. */
    private Osc.Ran ctl(String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("ctl"));
        all.addAll(List.of(arguments));
        try (Osc.Running running =
                Osc.start(Map.of("XDG_RUNTIME_DIR", folder.toString()), all.toArray(String[]::new))) {
            return running.ended();
        }
    }

    @OnEachServer(only = "mysql-8.0.15")
    void findsTheRun(TestSchema schema) throws SQLException, IOException, InterruptedException {
        try (schema) {
            Operated.fill(schema, 10);
            Path flag = Files.createFile(folder.resolve("flag"));
            int port = FreePort.find();
            String usual = "osc." + schema.name() + ".orders.sock";
            leaveDead(folder.resolve("osc.shop.dead.sock"));
            try (Operated run = Operated.start(
                            schema,
                            folder,
                            "--serve-tcp",
                            Integer.toString(port),
                            "--postpone-cut-over-flag-file",
                            flag.toString())
                    .in("postponed")) {
                String name = schema.name() + ".orders postponed: ";
                assertThat(Osc.run("ctl", "--socket", run.socket().toString(), "sup")
                                .endsWith(ExitCode.DONE)
                                .said())
                        .startsWith(name);
                assertThat(Osc.run("ctl", "--tcp", Integer.toString(port), "sup")
                                .endsWith(ExitCode.DONE)
                                .said())
                        .startsWith(name);
                Files.move(run.socket(), folder.resolve(usual));
                assertThat(ctl("--table", schema.name() + ".orders", "sup")
                                .endsWith(ExitCode.DONE)
                                .said())
                        .startsWith(name);
                assertThat(ctl("sup").endsWith(ExitCode.DONE).said())
                        .as("the only one that answers")
                        .startsWith(name);
                requireAnswers(port);
                Osc.run("ctl", "--tcp", "127.0.0.1:" + port, "cut-over").endsWith(ExitCode.DONE);
                run.ended().endsWith(ExitCode.DONE);
            }
            assertThat(schema.rows("SELECT given_by FROM _osc_audit WHERE command = 'cut-over'"))
                    .singleElement()
                    .asString()
                    .startsWith("127.0.0.1:");
        }
    }

    private static void requireAnswers(int port) throws IOException {
        String tcp = Integer.toString(port);
        Osc.Ran set =
                Osc.run("ctl", "--tcp", tcp, "run-window=00:00-24:00", "UTC").endsWith(ExitCode.DONE);
        assertThat(set.said()).isEqualTo("run-window = 00:00-24:00 UTC\n");
        Osc.run("ctl", "--tcp", tcp, "throttle-query=SELECT 1")
                .endsWith(ExitCode.USAGE)
                .tells("'throttle-query' is taken at the control socket alone");
        Osc.run("ctl", "--tcp", tcp, "chunk-size=lots")
                .endsWith(ExitCode.USAGE)
                .tells("chunk-size: 'lots' is no number from 10 to 1000000");
        Osc.run("ctl", "--tcp", tcp, "throttle-query=SELECT 1\n-- 0")
                .endsWith(ExitCode.USAGE)
                .tells("one line");
        var json = new ObjectMapper()
                .readTree(Osc.run("ctl", "--tcp", tcp, "--json", "status")
                        .endsWith(ExitCode.DONE)
                        .said());
        assertThat(json.at("/data/phase").asText()).isEqualTo("postponed");
        Osc.Ran refused =
                Osc.run("ctl", "--tcp", tcp, "--json", "chunk-size=lots").endsWith(ExitCode.USAGE);
        assertThat(new ObjectMapper().readTree(refused.said()).path("done").asBoolean())
                .isFalse();
    }

    private static void leaveDead(Path file) throws IOException {
        ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        dead.bind(UnixDomainSocketAddress.of(file));
        dead.close();
    }

    @Test
    void nobodyIsThere() throws IOException, InterruptedException {
        Osc.run("ctl", "--socket", folder.resolve("none.sock").toString(), "status")
                .endsWith(ExitCode.UNREACHABLE)
                .tells("no osc answers at ");
        Osc.run("ctl", "--tcp", Integer.toString(FreePort.find()), "status").endsWith(ExitCode.UNREACHABLE);
        leaveDead(folder.resolve("osc.shop.dead.sock"));
        ctl("--table", "shop.dead", "status").endsWith(ExitCode.UNREACHABLE);
        ctl("status").endsWith(ExitCode.USAGE).tells("no run's socket is in " + folder);
    }

    @Test
    void oneWayToNameIt() {
        Osc.run("ctl", "--tcp", "1", "--table", "a.b", "status")
                .endsWith(ExitCode.USAGE)
                .tells("give one of them");
        Osc.run("ctl", "--tcp", "x", "--table", "b", "status").endsWith(ExitCode.USAGE);
        Osc.run("ctl").endsWith(ExitCode.USAGE);
    }

    @Test
    void aShellCompletesTheCommands() {
        String script = Osc.run("generate-completion").endsWith(ExitCode.DONE).said();

        assertThat(RunCommands.names()).allSatisfy(name -> assertThat(script).contains("\"" + name + "\""));
    }
}
