// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.osc.it.cli.Await;
import dev.osc.it.cli.Osc;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.TestSchema;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A run of osc as a process that serves its page. It copies {@code orders} and does not swap: a flag file is there. */
final class ServedRun implements AutoCloseable {

    static final String TOKEN = "a-token-for-tests-only";
    static final int ROWS = 20_000;

    /** What is in the change as text must be shown as text. */
    static final String ALTER = "ADD COLUMN note VARCHAR(99) DEFAULT '<b>bold</b>'";

    private static final Pattern PAGE = Pattern.compile("the run's page: (http://127\\.0\\.0\\.1:\\d+/)");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Osc.Running running;
    private final Path tokenFile;
    private final Path flag;
    private final String url;

    /** @param serverUrl with the user who is to run it */
    ServedRun(TestSchema schema, String serverUrl, Map<String, String> environment)
            throws SQLException, IOException, InterruptedException {
        schema.execute("CREATE TABLE orders (id INT PRIMARY KEY, name VARCHAR(20))");
        schema.execute(
                schema.product() == Product.MYSQL
                        ? "INSERT INTO orders WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)"
                                + " SELECT a.i + 1000 * (b.i - 1), 'x' FROM n a JOIN n b WHERE b.i <= " + ROWS / 1000
                        : "INSERT INTO orders SELECT i, 'x' FROM generate_series(1, " + ROWS + ") i");
        schema.execute(schema.product() == Product.MYSQL ? "ANALYZE TABLE orders" : "ANALYZE orders");
        tokenFile = Files.writeString(Files.createTempFile("osc-page-", ".token"), TOKEN + "\n");
        Files.setPosixFilePermissions(tokenFile, PosixFilePermissions.fromString("rw-------"));
        flag = Files.createTempFile("osc-page-", ".flag");
        Path socket = Path.of("/tmp", schema.name() + ".sock");
        running = Osc.start(
                environment,
                "run",
                "--url",
                serverUrl,
                "--table",
                "orders",
                "--no-direct",
                "--alter",
                ALTER,
                "--postpone-cut-over-flag-file",
                flag.toString(),
                "--serve-socket-file",
                socket.toString(),
                "--serve-http",
                "127.0.0.1:0",
                "--serve-token-file",
                tokenFile.toString());
        try {
            Await.until(running, () -> PAGE.matcher(log()).find());
            Matcher page = PAGE.matcher(log());
            url = page.find() ? page.group(1) : "";
        } catch (AssertionError e) {
            close();
            throw e;
        }
    }

    String log() throws IOException {
        return Files.readString(running.complained());
    }

    String url() {
        return url;
    }

    long pid() {
        return running.process().pid();
    }

    /** Fails when the run ends before. */
    void until(Await.Condition condition) throws SQLException, IOException, InterruptedException {
        Await.until(running, condition);
    }

    JsonNode status() throws IOException {
        return new JsonMapper().readTree(get("api/status"));
    }

    String get(String path) throws IOException {
        return send(HttpRequest.newBuilder(URI.create(url + path)).build());
    }

    String command(String line) throws IOException {
        return send(HttpRequest.newBuilder(URI.create(url + "api/command"))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString(line))
                .build());
    }

    private String send(HttpRequest request) throws IOException {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException(request.uri() + " answers " + response.statusCode() + " " + response.body());
            }
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    Osc.Ran ended() throws IOException, InterruptedException {
        return running.ended();
    }

    @Override
    public void close() throws IOException {
        running.close();
        Files.deleteIfExists(flag);
        Files.deleteIfExists(tokenFile);
    }
}
