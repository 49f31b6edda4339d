// SPDX-License-Identifier: Apache-2.0
package dev.osc.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.osc.control.Consoles;
import dev.osc.failure.OscException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What is served, and that nobody who asks can hold it up. */
final class PageTest {

    @TempDir
    Path folder;

    @Test
    void servesEveryFileThatItNames() throws IOException {
        try (Served served = Served.onLoopback(folder)) {
            Served.Answered page = served.get("/");

            assertThat(page.status()).isEqualTo(200);
            assertThat(page.head()).contains("text/html; charset=utf-8", "no-store");
            List<String> named = Pattern.compile("(?:src|href)=\"(/[^\"]+)\"")
                    .matcher(page.body())
                    .results()
                    .map(found -> found.group(1))
                    .toList();
            assertThat(named).contains("/page.js", "/page.css", "/chart.js");
            for (String path : named) {
                assertThat(served.get(path).status()).as(path).isEqualTo(200);
            }
        }
    }

    /** Nothing that stands in the page's own text runs, and nothing comes from elsewhere. */
    @Test
    void thePageKeepsToItself() throws IOException {
        try (Served served = Served.onLoopback(folder)) {
            Served.Answered page = served.get("/");

            assertThat(page.head().toLowerCase(Locale.ROOT))
                    .contains(
                            "default-src 'none'",
                            "script-src 'self'",
                            "frame-ancestors 'none'",
                            "nosniff",
                            "no-referrer")
                    .doesNotContain("unsafe");
            assertThat(page.body()).doesNotContain("style=", "onclick", "<script>", "http://", "https://");
            for (String file : List.of("/page.js", "/charts.js", "/numbers.js", "/page.css")) {
                String text = served.get(file).body().replace("http://www.w3.org/2000/svg", "");
                assertThat(text).as(file).doesNotContain("http://", "https://", "innerHTML", "eval(");
            }
        }
    }

    @Test
    void onlyWhatIsThereIsAnswered() throws IOException {
        try (Served served = Served.onLoopback(folder)) {
            assertThat(served.get("/healthz").body()).isEqualTo("ok\n");
            assertThat(served.get("/nothing").status()).isEqualTo(404);
            assertThat(served.get("/../cli/Main.class").status()).isEqualTo(404);
            assertThat(served.get("/%2e%2e/openapi.json").status()).isEqualTo(404);
            assertThat(served.ask("POST /api/status", "").status()).isEqualTo(405);
            Served.Answered head = served.ask("HEAD /metrics", "");
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
        }
    }

    /** 'panic' ends the run, and with it the page, while its answer is on the way. */
    @Test
    void whoHasAskedIsAnsweredBeforeTheEnd() throws IOException {
        AtomicReference<Served> running = new AtomicReference<>();
        try (Served served = Served.withConsole(folder, Consoles.ending(running::get))) {
            running.set(served);

            assertThat(served.post("panic").body()).contains("the run stops");
        }
    }

    @Test
    void historyHasWhatIsNew() throws IOException {
        try (Served served = Served.onLoopback(folder)) {
            served.page.sample();
            LoggerFactory.getLogger("dev.osc.page.test").info("a line for the tail");

            JsonNode all = new JsonMapper().readTree(served.get("/api/history").body());
            assertThat(all.at("/samples/seconds")).hasSize(1);
            assertThat(all.at("/samples/rowsPerSecond/0").asDouble()).isEqualTo(100.5);
            assertThat(all.at("/throttles/0/name").asText()).isEqualTo("max-load, throttle-query");
            JsonNode log = all.path("log");
            JsonNode last = log.get(log.size() - 1);
            assertThat(last.path("text").asText()).isEqualTo("a line for the tail");

            String query = "?after=60&log=" + last.path("number").asLong();
            JsonNode later =
                    new JsonMapper().readTree(served.get("/api/history" + query).body());
            assertThat(later.at("/samples/seconds")).isEmpty();
            assertThat(later.path("log")).isEmpty();
            assertThat(later.path("throttles")).hasSize(1);
        }
    }

    /** The random token is told once, in the log; not by the page's own tail of it. */
    @Test
    void theRandomTokenIsToldOnce() throws IOException {
        LogTail log = LogTail.attached();
        Serving serving = new Serving(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), null);
        try (log;
                Page page = Page.open(serving, () -> Statuses.WAITING, Consoles.listening(new ArrayList<>()))) {
            var lines = new JsonMapper().createArrayNode();
            log.write(lines, 0);
            String told = lines.findValuesAsText("text").stream()
                    .filter(line -> line.contains("#token="))
                    .collect(Collectors.joining());
            assertThat(told).matches("the run's page: http://127.0.0.1:\\d+/#token=[\\w-]{32}");
            String token = told.substring(told.indexOf('=') + 1);
            int port = page.address().getPort();
            for (String path : List.of("/api/history", "/api/status", "/metrics", "/")) {
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    socket.getOutputStream().write(request(path, port));
                    assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                            .startsWith("HTTP/1.1 200")
                            .doesNotContain(token);
                }
            }
        }
    }

    private static byte[] request(String path, int port) {
        return ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void anAddressThatIsTakenIsTold() throws IOException {
        try (Served served = Served.onLoopback(folder)) {
            Serving taken = new Serving(new InetSocketAddress(InetAddress.getLoopbackAddress(), served.port()), null);

            assertThat(assertThrows(
                            OscException.class,
                            () -> Page.open(taken, () -> Statuses.WAITING, Consoles.listening(new ArrayList<>()))))
                    .hasMessageContaining("the page can't be served on 127.0.0.1:" + served.port());
        }
    }

    /** Half a request each, as many as may be: others get their answer, at the latest once these have had their time. */
    @Test
    void whoIsSlowHoldsUpNobody() throws IOException {
        try (Served served = Served.onLoopback(folder)) {
            List<Socket> slow = new ArrayList<>();
            try {
                for (int i = 0; i < 40; i++) {
                    Socket socket = served.connect();
                    socket.getOutputStream().write("GET / HTTP/1.1\r\nHo".getBytes(StandardCharsets.US_ASCII));
                    slow.add(socket);
                }
                for (int i = 0; i < 5; i++) {
                    assertThat(served.get("/healthz").status()).isEqualTo(200);
                }
            } finally {
                for (Socket socket : slow) {
                    socket.close();
                }
            }
        }
    }

    /** More than the bound are not let in, and those who say nothing lose their place. */
    @Test
    void theirNumberIsBounded() throws IOException {
        try (Served served = Served.onLoopback(folder)) {
            List<Socket> slow = new ArrayList<>();
            try {
                int refused = 0;
                for (int i = 0; i < 100; i++) {
                    Socket socket = served.connect();
                    socket.getOutputStream().write("GET / HTTP/1.1\r\nHo".getBytes(StandardCharsets.US_ASCII));
                    slow.add(socket);
                }
                for (Socket socket : slow) {
                    // each is ended by the server: at once, or when its time is over
                    refused += ended(socket) ? 1 : 0;
                }
                assertThat(refused).isEqualTo(100);
                assertThat(served.get("/healthz").status()).isEqualTo(200);
            } finally {
                for (Socket socket : slow) {
                    socket.close();
                }
            }
        }
    }

    private static boolean ended(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }
}
