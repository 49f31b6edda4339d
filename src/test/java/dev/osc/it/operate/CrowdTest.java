// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.operate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.demo.twins.MySqlTwins;
import dev.osc.demo.twins.PostgresTwins;
import dev.osc.demo.twins.TwinDialect;
import dev.osc.demo.twins.TwinTables;
import dev.osc.demo.twins.TwinWriters;
import dev.osc.failure.ExitCode;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.io.TempDir;

/** A thousand lines from twenty clients at once, half of them of no use, while a table is written to: nothing comes of it. */
@ServersOf({Product.MYSQL, Product.POSTGRESQL})
final class CrowdTest {

    private static final int CLIENTS = 20;
    private static final int LINES = 50;
    private static final int ROWS = 5_000;
    private static final long SEED = 20_261;

    /** Whatever is paused is resumed at the end. */
    private static final List<String> COMMANDS = List.of(
            "status",
            "sup",
            "json sup",
            "json status",
            "help",
            "coordinates",
            "chunk-size=%d",
            "chunk-time=%d",
            "dml-batch-size=%d",
            "copy-workers=%d",
            "nice-ratio=0.%d",
            "pause",
            "resume",
            "no-throttle",
            "throttle",
            "max-load=?",
            "max-commit-millis=%d",
            "postpone",
            "adaptive=on",
            "max-load=%d",
            "chunk-size=-%d",
            "panic=%d",
            "DROP TABLE orders; --%d",
            "",
            "=%d");

    @TempDir
    Path folder;

    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answered = new AtomicInteger();

    private void client(Path socket, int number) {
        SplittableRandom random = new SplittableRandom(SEED + number);
        try {
            for (int i = 0; i < LINES; i++) {
                try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
                    speak(channel, random);
                }
            }
        } catch (IOException | RuntimeException | AssertionError e) {
            failures.add(e);
        }
    }

    private void speak(SocketChannel channel, SplittableRandom random) throws IOException {
        switch (random.nextInt(10)) {
            case 0 -> {
                // says nothing, or the beginning of something, and goes
                channel.write(ByteBuffer.wrap(new byte[random.nextInt(20)]));
            }
            case 1 -> megabyte(channel);
            case 2 -> {
                byte[] garbage = new byte[200];
                random.nextBytes(garbage);
                garbage[199] = '\n';
                channel.write(ByteBuffer.wrap(garbage));
                hear(channel);
            }
            case 3 -> {
                // in single bytes, and never hears the answer
                for (byte each : "status\n".getBytes(StandardCharsets.UTF_8)) {
                    channel.write(ByteBuffer.wrap(new byte[] {each}));
                    LockSupport.parkNanos(1_000_000);
                }
            }
            default -> {
                String line = COMMANDS.get(random.nextInt(COMMANDS.size())).formatted(random.nextInt(10, 90));
                channel.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
                hear(channel);
            }
        }
    }

    private void hear(SocketChannel channel) throws IOException {
        byte[] answer = Channels.newInputStream(channel).readAllBytes();
        assertThat(answer).isNotEmpty();
        answered.incrementAndGet();
    }

    /** It is not read to its end: who goes on writing finds the connection closed. */
    private static void megabyte(SocketChannel channel) {
        try {
            channel.write(ByteBuffer.wrap("x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8)));
        } catch (IOException closed) {
            // as it should be
        }
    }

    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void harmsNothing(TestSchema schema) throws SQLException, IOException, InterruptedException {
        TwinDialect dialect = schema.product() == Product.MYSQL ? new MySqlTwins() : new PostgresTwins();
        Path flag = Files.createFile(folder.resolve("flag"));
        try (schema;
                var connection = schema.connect()) {
            TwinTables.create(connection, dialect, ROWS);
            try (TwinWriters writers =
                            TwinWriters.start(dialect, schema::connect, 4, ROWS, Duration.ofMillis(5), SEED);
                    Operated run = Operated.start(schema, folder, "--postpone-cut-over-flag-file", flag.toString())) {
                run.listening();
                List<Thread> clients = new ArrayList<>();
                for (int i = 0; i < CLIENTS; i++) {
                    int number = i;
                    clients.add(Thread.ofVirtual().start(() -> client(run.socket(), number)));
                }
                for (Thread client : clients) {
                    client.join();
                }
                assertThat(failures).isEmpty();
                assertThat(answered.get()).isGreaterThan(CLIENTS * LINES / 2);
                for (String back :
                        List.of("resume", "adaptive=off", "nice-ratio=0", "max-commit-millis=", "cut-over")) {
                    run.done(back);
                }
                run.ended().endsWith(ExitCode.DONE);
                writers.stop();
                assertThat(writers.unexpected()).isEmpty();
                assertThat(writers.transactions()).isPositive();
            }
            schema.execute("ALTER TABLE " + TwinTables.TWIN + " " + Operated.ALTER);
            assertThat(TwinTables.differences(connection, TwinTables.TABLE, TwinTables.TWIN))
                    .isEmpty();
        }
    }
}
