// SPDX-License-Identifier: Apache-2.0
package dev.osc.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;

/** What the page is made of, from osc's jar and from the chart library's. Read once. Immutable. */
final class StaticFiles {

    private static final String LIBRARY = "/META-INF/maven/org.webjars.npm/chart.js/pom.properties";

    private final Map<String, Reply> files = new TreeMap<>();

    StaticFiles() {
        add("/", "index.html", "text/html");
        add("/page.css", "page.css", "text/css");
        add("/page.js", "page.js", "text/javascript");
        add("/charts.js", "charts.js", "text/javascript");
        add("/numbers.js", "numbers.js", "text/javascript");
        add("/icon.svg", "icon.svg", "image/svg+xml");
        add("/api/openapi.json", "openapi.json", "application/json");
        add("/chart.js", charts(), "text/javascript");
    }

    private void add(String path, String resource, String type) {
        files.put(path, Reply.of(type, read(resource)));
    }

    Map<String, Reply> all() {
        return Map.copyOf(files);
    }

    /** Where the chart library lies in its jar: its version stands in the build alone. */
    private static String charts() {
        Properties about = new Properties();
        try {
            about.load(new StringReader(read(LIBRARY)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "/META-INF/resources/webjars/chart.js/" + about.getProperty("version") + "/dist/chart.umd.min.js";
    }

    private static String read(String resource) {
        try (InputStream in = StaticFiles.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
