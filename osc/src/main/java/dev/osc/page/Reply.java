// SPDX-License-Identifier: Apache-2.0
package dev.osc.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** What is answered. */
record Reply(int status, String type, String body, Map<String, String> headers) {

    /** The page runs only what comes from this server, nothing that stands in its text, and stands in nobody's frame. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Map<String, String> ALWAYS = Map.of(
            "Content-Security-Policy", POLICY,
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cache-Control", "no-store");

    private static final JsonMapper MAPPER = new JsonMapper();

    static Reply of(String type, String body) {
        return new Reply(200, type, body, Map.of());
    }

    static Reply json(int status, JsonNode node) {
        try {
            return new Reply(status, "application/json", MAPPER.writeValueAsString(node), Map.of());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static Reply refusal(int status, String why) {
        return json(status, MAPPER.createObjectNode().put("error", why));
    }

    Reply with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Reply(status, type, body, more);
    }

    void send(HttpExchange exchange) throws IOException {
        Headers sent = exchange.getResponseHeaders();
        ALWAYS.forEach(sent::set);
        headers.forEach(sent::set);
        sent.set(
                "Content-Type",
                type.startsWith("text/") && !type.contains("charset") ? type + "; charset=utf-8" : type);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        if (exchange.getRequestMethod().equals("HEAD")) {
            sent.set("Content-Length", Integer.toString(bytes.length));
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        }
    }
}
