// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A headless Chromium, driven by its chromedriver: https://www.w3.org/TR/webdriver2/. Not thread-safe. */
final class Browser implements AutoCloseable {

    /** Keys that are no characters, as WebDriver numbers them. */
    static final String TAB = "\uE004";

    static final String ENTER = "\uE007";
    static final String ESCAPE = "\uE00C";

    private static final Path HOME = Path.of(System.getProperty("osc.home"));
    private static final Pattern STARTED = Pattern.compile("started successfully on port (\\d+)");
    private static final JsonMapper MAPPER = new JsonMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Process driver;
    private final String driverUrl;
    private final String session;

    Browser() throws IOException, InterruptedException {
        List<String> programs = programs();
        driver = new ProcessBuilder(programs.get(1), "--port=0", "--log-level=SEVERE")
                .redirectErrorStream(true)
                .start();
        try {
            driverUrl = "http://127.0.0.1:" + port(driver) + "/session";
            session = "/"
                    + send("POST", "", capabilities(programs.get(0)))
                            .path("sessionId")
                            .asText();
        } catch (IOException | InterruptedException | AssertionError e) {
            driver.destroyForcibly();
            throw e;
        }
    }

    private static List<String> programs() throws IOException, InterruptedException {
        Process asked = new ProcessBuilder(HOME.resolve("bin/browser").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(asked.waitFor()).as("bin/browser").isZero();
        return said.lines().toList();
    }

    private static String port(Process driver) throws IOException {
        BufferedReader said = driver.inputReader();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            Matcher started = STARTED.matcher(line);
            if (started.find()) {
                return started.group(1);
            }
        }
        throw new IOException("chromedriver ended before it was ready");
    }

    private static ObjectNode capabilities(String program) {
        ObjectNode all = MAPPER.createObjectNode();
        ObjectNode asked = all.withObject("/capabilities/alwaysMatch");
        asked.put("browserName", "chrome").withObject("/goog:loggingPrefs").put("browser", "ALL");
        ObjectNode options = asked.withObject("/goog:chromeOptions").put("binary", program);
        // its sandbox takes what root, and a container's user, may not; it is to show our own page alone
        options.putArray("args")
                .add("--headless")
                .add("--no-sandbox")
                .add("--disable-dev-shm-usage")
                .add("--hide-scrollbars")
                .add("--window-size=1200,1000");
        return all;
    }

    private JsonNode send(String method, String path, JsonNode body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(driverUrl + path))
                .timeout(Duration.ofMinutes(1))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        method.equals("POST")
                                ? HttpRequest.BodyPublishers.ofString(body.toString())
                                : HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        JsonNode value = MAPPER.readTree(response.body()).path("value");
        assertThat(response.statusCode()).as("%s %s: %s", method, path, value).isEqualTo(200);
        return value;
    }

    private JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
        return send("POST", session + path, body);
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return send("GET", session + path, MAPPER.nullNode());
    }

    void open(String url) throws IOException, InterruptedException {
        post("/url", MAPPER.createObjectNode().put("url", url));
    }

    /** What a script returns that is the body of a function. */
    JsonNode script(String body) throws IOException, InterruptedException {
        ObjectNode call = MAPPER.createObjectNode().put("script", body);
        call.putArray("args");
        return post("/execute/sync", call);
    }

    /** The text that is seen of the first such element; empty while it is hidden. */
    String text(String css) throws IOException, InterruptedException {
        return script("return document.querySelector('" + css + "').innerText").asText();
    }

    /** Types into whatever has the focus. */
    void press(String... keys) throws IOException, InterruptedException {
        ObjectNode all = MAPPER.createObjectNode();
        ArrayNode actions = all.putArray("actions")
                .addObject()
                .put("type", "key")
                .put("id", "keyboard")
                .putArray("actions");
        for (String key : keys) {
            actions.addObject().put("type", "keyDown").put("value", key);
            actions.addObject().put("type", "keyUp").put("value", key);
        }
        post("/actions", all);
    }

    void type(String text) throws IOException, InterruptedException {
        press(text.split(""));
    }

    /** What assistive technology is told of each such element: {@code role: name}. */
    List<String> told(String css) throws IOException, InterruptedException {
        ObjectNode asked =
                MAPPER.createObjectNode().put("using", "css selector").put("value", css);
        List<String> all = new ArrayList<>();
        for (JsonNode element : post("/elements", asked)) {
            String path = "/element/" + element.elements().next().asText();
            String role = get(path + "/computedrole").asText();
            all.add(role + ": " + get(path + "/computedlabel").asText());
        }
        return all;
    }

    /** What DevTools can do and WebDriver can't. */
    void devTools(String command, String parameters) throws IOException, InterruptedException {
        ObjectNode call = MAPPER.createObjectNode().put("cmd", command);
        call.set("params", MAPPER.readTree(parameters));
        post("/goog/cdp/execute", call);
    }

    void size(int width, int height) throws IOException, InterruptedException {
        devTools(
                "Emulation.setDeviceMetricsOverride",
                "{\"width\":%d,\"height\":%d,\"deviceScaleFactor\":1,\"mobile\":false}".formatted(width, height));
    }

    /** What the page looks like, from top to bottom. */
    void screenshot(Path file) throws IOException, InterruptedException {
        int width = script("return innerWidth").asInt();
        int height = script("return innerHeight").asInt();
        size(width, script("return document.documentElement.scrollHeight").asInt());
        // drawn anew at that size
        script("return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
        Files.write(file, Base64.getDecoder().decode(get("/screenshot").asText()));
        size(width, height);
    }

    /** What the console has complained of since it was last asked. */
    List<String> complaints() throws IOException, InterruptedException {
        List<String> all = new ArrayList<>();
        for (JsonNode line : post("/se/log", MAPPER.createObjectNode().put("type", "browser"))) {
            if (!line.path("level").asText().matches("INFO|DEBUG")) {
                all.add(line.path("message").asText());
            }
        }
        return all;
    }

    @Override
    public void close() throws IOException {
        try {
            send("DELETE", session, MAPPER.nullNode());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            driver.destroy();
        }
    }
}
