// SPDX-License-Identifier: Apache-2.0
package dev.osc.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.osc.demo.FreePort;
import dev.osc.failure.OscException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ControlSocketTest {

    private static final Path SWITCHING = Path.of("/usr/bin/setpriv");
    private static final Path PERL = Path.of("/usr/bin/perl");

    @TempDir
    Path folder;

    private final List<String> audited = new ArrayList<>();

    private final Console console = new Console(
            List.of(
                    new Command("speed", "N", "how fast", Command.Effect.STEERS, (value, _) -> {
                        if (value.equals("many")) {
                            throw new IllegalArgumentException("'many' is no number");
                        }
                        return Answer.of("speed = " + value);
                    }),
                    new Command("status", "", "how it goes", Command.Effect.NONE, (_, who) -> Answer.of("well", who))),
            (line, who, answer) -> audited.add(line + " by " + who + ": " + answer.done()));

    private Path file() {
        return folder.resolve("osc.sock");
    }

    private String ask(byte[] bytes) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(file()))) {
            channel.write(ByteBuffer.wrap(bytes));
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String ask(String line) throws IOException {
        return ask((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aLineIsAnsweredWithLines() throws IOException {
        try (ControlSocket _ = ControlSocket.onFile(file(), console)) {
            String me = System.getProperty("user.name");

            assertThat(ask("status")).isEqualTo("well\nuser " + me + "\n");
            assertThat(ask("speed=5")).isEqualTo("speed = 5\n");
            assertThat(ask("json speed=6")).isEqualTo("{\"done\":true,\"lines\":[\"speed = 6\"]}");
            ControlClient.Said refused = ControlClient.ask(UnixDomainSocketAddress.of(file()), "speed=many");
            assertThat(refused.done()).isFalse();
            assertThat(refused.lines()).containsExactly("speed: 'many' is no number");
            assertThat(ask("help")).contains("speed=N", "how fast");
            assertThat(audited)
                    .containsExactly(
                            "speed=5 by user " + me + ": true",
                            "speed=6 by user " + me + ": true",
                            "speed=many by user " + me + ": false");
        }
        assertThat(file()).doesNotExist();
    }

    @Test
    void garbageIsRefusedAndHarmsNobody() throws IOException {
        try (ControlSocket _ = ControlSocket.onFile(file(), console)) {
            assertThat(ask("drop table orders")).startsWith("there is no command 'drop table orders'");
            assertThat(ask("status=1")).isEqualTo("'status' takes no value\n");
            assertThat(ask("")).startsWith("there is no command ''");
            assertThat(ask(new byte[] {(byte) 0xff, 0, 1, '\n'})).contains("nothing was done");
            assertThat(ask("speed=" + "9".repeat(5_000))).contains("nothing was done");
            assertThat(ask("status")).startsWith("well");
            assertThat(audited).isEmpty();
        }
    }

    /** The rest of it is not read: who writes on finds the connection closed. */
    @Test
    void aLineOfAMegabyteIsRefused() throws IOException {
        try (ControlSocket _ = ControlSocket.onFile(file(), console);
                SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(file()))) {
            channel.write(ByteBuffer.allocate(10_000).putChar('x').position(0));

            assertThat(new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8))
                    .contains("a line of more than");
            assertThat(ask("status")).startsWith("well");
        }
    }

    @Test
    void whoIsSlowHoldsUpNobody() throws IOException {
        try (ControlSocket _ = ControlSocket.onFile(file(), console);
                SocketChannel slow = SocketChannel.open(UnixDomainSocketAddress.of(file()))) {
            slow.write(ByteBuffer.wrap("sta".getBytes(StandardCharsets.UTF_8)));

            assertThat(ask("status")).startsWith("well");

            slow.write(ByteBuffer.wrap("tus\n".getBytes(StandardCharsets.UTF_8)));
            assertThat(new String(Channels.newInputStream(slow).readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("well");
        }
    }

    /** 'panic' ends the run, and with it the socket, while its answer is on the way. */
    @Test
    void whoHasAskedIsAnsweredBeforeTheEnd() throws IOException {
        AtomicReference<ControlSocket> socket = new AtomicReference<>();
        try (ControlSocket served = ControlSocket.onFile(file(), Consoles.ending(socket::get));
                SocketChannel _ = SocketChannel.open(UnixDomainSocketAddress.of(file()))) {
            socket.set(served);

            assertThat(ask("panic")).isEqualTo("the run stops\n");
        }
    }

    /** Nor do those who take all the room and never ask: each is let go when its time is over. */
    @Test
    void idleClientsKeepOutTheNextNoLongerThanTheirTime() throws IOException {
        List<SocketChannel> idle = new ArrayList<>();
        try (ControlSocket _ = ControlSocket.onFile(file(), console, Duration.ofMillis(500))) {
            for (int i = 0; i < 64; i++) {
                idle.add(SocketChannel.open(UnixDomainSocketAddress.of(file())));
            }
            long began = System.nanoTime();

            assertThat(ask("status")).startsWith("well");

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
            for (SocketChannel each : idle) {
                assertThat(each.read(ByteBuffer.allocate(1))).isEqualTo(-1);
            }
        } finally {
            for (SocketChannel each : idle) {
                each.close();
            }
        }
    }

    /** The name alone asks: it must not take a limit away, nor be written down as a change. */
    @Test
    void theNameAloneAsks() throws IOException {
        try (ControlSocket _ = ControlSocket.onFile(file(), console)) {
            assertThat(ask("speed")).isEqualTo("speed = ?\n");
            assertThat(ask("speed=?")).isEqualTo("speed = ?\n");
            assertThat(audited).isEmpty();
            assertThat(ask("speed=")).isEqualTo("speed = \n");
            assertThat(audited).hasSize(1);
        }
    }

    @Test
    void itIsItsOwnersAlone() throws IOException {
        try (ControlSocket _ = ControlSocket.onFile(file(), console)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                    .isEqualTo("rw-------");
            assertThat(assertThrows(OscException.class, () -> ControlSocket.onFile(file(), console)))
                    .hasMessageContaining("another osc listens at");
            assertThat(ask("status")).startsWith("well");
        }
    }

    @Test
    void whatADeadProcessLeftIsReplaced() throws IOException {
        ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        dead.bind(UnixDomainSocketAddress.of(file()));
        dead.close();
        assertThat(file()).exists();

        try (ControlSocket _ = ControlSocket.onFile(file(), console)) {
            assertThat(ask("status")).startsWith("well");
        }
    }

    /** Its own was removed meanwhile, and another run has made one there. */
    @Test
    void whatAnotherRunHasPutThereIsLeft() throws IOException {
        ControlSocket first = ControlSocket.onFile(file(), console);
        Files.delete(file());
        try (ControlSocket _ = ControlSocket.onFile(file(), console)) {
            first.close();

            assertThat(ask("status")).startsWith("well");
        }
    }

    /** Whoever reaches a port is known to be nobody: osc goes nowhere for him. */
    @Test
    void whatReachesBeyondTheRunIsTheOwnersAlone() throws IOException {
        Console reaching = new Console(
                List.of(new Command(
                        "go", "HOST", "there", Command.Effect.REACHES, (value, _) -> Answer.of("go = " + value))),
                (line, who, answer) -> audited.add(line + ": " + answer.done()));
        InetSocketAddress port = new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePort.find());
        try (ControlSocket _ = ControlSocket.onFile(file(), reaching);
                ControlSocket _ = ControlSocket.onPort(port, reaching)) {
            assertThat(ask("go=there")).isEqualTo("go = there\n");
            ControlClient.Said refused = ControlClient.ask(port, "go=there");
            assertThat(refused.done()).isFalse();
            assertThat(refused.lines().getFirst()).startsWith("'go' is taken at the control socket alone");
            assertThat(ControlClient.ask(port, "go").lines()).containsExactly("go = ?");
            assertThat(audited).containsExactly("go=there: true", "go=there: false");
        }
    }

    /** A slip of the fingers must cost nobody a file. */
    @Test
    void whatIsNoSocketIsLeftAlone() throws IOException {
        Files.writeString(file(), "mine");
        Path link = Files.createSymbolicLink(folder.resolve("link.sock"), file());

        for (Path each : List.of(file(), link)) {
            assertThat(assertThrows(OscException.class, () -> ControlSocket.onFile(each, console)))
                    .hasMessageContaining(each + " can't be made: ")
                    .hasMessageContaining("is no socket");
        }
        assertThat(file()).hasContent("mine");
        assertThat(link).isSymbolicLink();
    }

    /** Its mode keeps others out, but for the moment between its making and that. */
    @Test
    void whoIsNeitherTheOwnerNorRootIsLetGo() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(SWITCHING) && Files.isExecutable(PERL), "no tools");
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can be somebody else");
        try (ControlSocket _ = ControlSocket.onFile(file(), console)) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-rw-rw-"));

            assertThat(asSomebody("0")).startsWith("well");
            assertThat(asSomebody("65534")).isEmpty();
        }
    }

    private String asSomebody(String id) throws IOException, InterruptedException {
        Process asking = new ProcessBuilder(
                        SWITCHING.toString(),
                        "--reuid=" + id,
                        "--clear-groups",
                        PERL.toString(),
                        "-MIO::Socket::UNIX",
                        "-e",
                        "$s = IO::Socket::UNIX->new(Peer => $ARGV[0]) or die $!; print $s \"status\\n\"; print <$s>",
                        file().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(asking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        asking.waitFor();
        return said;
    }
}
