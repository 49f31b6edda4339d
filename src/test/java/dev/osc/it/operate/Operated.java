// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.osc.control.ControlClient;
import dev.osc.it.cli.Await;
import dev.osc.it.cli.Osc;
import dev.osc.it.servers.TestSchema;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** {@code osc run} on the table {@code orders} as a process of its own, and its socket in a folder of the test's. */
final class Operated implements AutoCloseable {

    static final String ALTER = "ADD COLUMN note INT";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path socket;
    private final Osc.Running running;

    private Operated(Path socket, Osc.Running running) {
        this.socket = socket;
        this.running = running;
    }

    /** The table: ids from 1 on, as many as that at least. */
    static void fill(TestSchema schema, int least) throws SQLException {
        schema.execute("CREATE TABLE orders (id INT PRIMARY KEY, v INT)", "INSERT INTO orders VALUES (1, 1)");
        for (int rows = 1; rows < least; rows *= 2) {
            schema.execute("INSERT INTO orders SELECT id + " + rows + ", v FROM orders");
        }
    }

    /** Starts it, and returns at once. It copies. */
    static Operated start(TestSchema schema, Path folder, String... options) {
        return startAnyway(
                schema,
                folder,
                Stream.concat(Stream.of("--no-direct"), Stream.of(options)).toArray(String[]::new));
    }

    /** The same, in place where the server can. */
    static Operated startAnyway(TestSchema schema, Path folder, String... options) {
        Path socket = folder.resolve("osc.sock");
        List<String> all = new ArrayList<>(List.of("run", "--url", schema.url(), "--table", "orders"));
        all.addAll(List.of("--alter", ALTER, "--serve-socket-file", socket.toString()));
        all.addAll(List.of(options));
        return new Operated(
                socket, Osc.start(Map.of("XDG_RUNTIME_DIR", folder.toString()), all.toArray(String[]::new)));
    }

    /** One that copies ten rows at a time, and rests so many times as long as each takes. */
    static Operated slow(TestSchema schema, Path folder, int nice) {
        List<String> options = new ArrayList<>(List.of("--chunk-size", "10", "--chunk-time", "5"));
        options.addAll(List.of("--copy-workers", "1", "--nice-ratio", Integer.toString(nice)));
        return start(schema, folder, options.toArray(String[]::new));
    }

    Operated listening() throws SQLException, IOException, InterruptedException {
        Await.until(running, this::answers);
        return this;
    }

    /** The file is there a moment before somebody listens at it. */
    private boolean answers() throws IOException {
        try {
            return Files.exists(socket) && say("sup").done();
        } catch (ConnectException early) {
            return false;
        }
    }

    /** In that phase. */
    Operated in(String phase) throws SQLException, IOException, InterruptedException {
        listening();
        return until(now -> now.path("phase").asText().equals(phase));
    }

    Path socket() {
        return socket;
    }

    long pid() {
        return running.process().pid();
    }

    ControlClient.Said say(String line) throws IOException {
        return ControlClient.ask(UnixDomainSocketAddress.of(socket), line);
    }

    /** Says it, and it is done. */
    List<String> done(String line) throws IOException {
        ControlClient.Said said = say(line);
        assertThat(said.done()).as("%s: %s", line, said.lines()).isTrue();
        return said.lines();
    }

    JsonNode status() throws IOException {
        try {
            return MAPPER.readTree(say("sup").json()).path("data");
        } catch (JsonProcessingException e) {
            throw new IOException(e);
        }
    }

    /** Waits until the status is so. */
    Operated until(Predicate<JsonNode> condition) throws SQLException, IOException, InterruptedException {
        Await.until(running, () -> condition.test(status()));
        return this;
    }

    Osc.Ran ended() throws IOException, InterruptedException {
        return running.ended();
    }

    /** What it has logged up to now. */
    String logged() throws IOException {
        return Files.readString(running.complained());
    }

    /** Ends it as a power cut does. */
    void kill() throws InterruptedException {
        running.process().destroyForcibly().waitFor();
    }

    @Override
    public void close() throws IOException {
        running.close();
    }
}
