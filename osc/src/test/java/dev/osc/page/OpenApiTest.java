// SPDX-License-Identifier: Apache-2.0
package dev.osc.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The description of the API and what is really sent say the same: no name is missing, none too many, each is of its type. */
final class OpenApiTest {

    private static final JsonMapper MAPPER = new JsonMapper();

    @TempDir
    Path folder;

    @Test
    void whatIsSentIsAsDescribed() throws IOException {
        try (Served served = Served.onLoopback(folder)) {
            JsonNode api = MAPPER.readTree(served.get("/api/openapi.json").body());
            served.now(Statuses.BEGINNING);
            hold(api, "/api/status", "get", "200", served.get("/api/status"));
            served.now(Statuses.WAITING);
            // makes the status anew
            hold(api, "/api/command", "post", "200", served.post("pause"));
            served.page.sample();
            Served.Answered full = served.get("/api/status");
            assertThat(full.body()).contains("max-load");
            hold(api, "/api/status", "get", "200", full);
            Served.Answered history = served.get("/api/history");
            assertThat(history.body()).contains("throttle-query", "\"log\":[{");
            hold(api, "/api/history", "get", "200", history);
            hold(api, "/api/command", "post", "422", served.post("speed=x"));
            hold(api, "/api/command", "post", "4XX", served.ask("POST /api/command", ""));
            for (String path : paths(api)) {
                assertThat(served.get(path).status()).as(path).isIn(200, 401);
            }
        }
    }

    private static List<String> paths(JsonNode api) {
        List<String> paths = new ArrayList<>();
        api.path("paths").fieldNames().forEachRemaining(paths::add);
        assertThat(paths).hasSize(6);
        return paths;
    }

    private static void hold(JsonNode api, String path, String method, String status, Served.Answered answered)
            throws IOException {
        JsonNode response =
                api.path("paths").path(path).path(method).path("responses").path(status);
        JsonNode schema =
                resolved(api, response).path("content").path("application/json").path("schema");
        assertThat(schema.isMissingNode()).as(path + " " + status).isFalse();
        List<String> wrong = new ArrayList<>();
        compare(api, schema, MAPPER.readTree(answered.body()), path, wrong);
        assertThat(wrong).isEmpty();
    }

    private static JsonNode resolved(JsonNode api, JsonNode node) {
        return node.has("$ref") ? api.at(node.path("$ref").asText().substring(1)) : node;
    }

    private static void compare(JsonNode api, JsonNode asked, JsonNode sent, String where, List<String> wrong) {
        JsonNode schema = resolved(api, asked);
        if (schema.has("anyOf")) {
            if (!sent.isNull()) {
                compare(api, schema.path("anyOf").get(0), sent, where, wrong);
            }
            return;
        }
        TreeSet<String> types = new TreeSet<>();
        JsonNode type = schema.path("type");
        (type.isArray() ? type : MAPPER.createArrayNode().add(type)).forEach(each -> types.add(each.asText()));
        if (!types.contains(typeOf(sent)) && !(types.contains("number") && sent.isNumber())) {
            wrong.add(where + " is no " + types + " but " + sent);
        }
        if (schema.has("enum") && !schema.path("enum").toString().contains("\"" + sent.asText() + "\"")) {
            wrong.add(where + " is none of " + schema.path("enum"));
        }
        if (sent.isObject()) {
            TreeSet<String> names = new TreeSet<>();
            schema.path("properties").fieldNames().forEachRemaining(names::add);
            TreeSet<String> there = new TreeSet<>();
            sent.fieldNames().forEachRemaining(there::add);
            if (!names.equals(there)) {
                wrong.add(where + " has " + there + ", described are " + names);
            }
            there.forEach(name ->
                    compare(api, schema.path("properties").path(name), sent.path(name), where + "/" + name, wrong));
        }
        for (int i = 0; sent.isArray() && i < sent.size(); i++) {
            compare(api, schema.path("items"), sent.get(i), where + "/" + i, wrong);
        }
    }

    private static String typeOf(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> "object";
            case ARRAY -> "array";
            case STRING -> "string";
            case BOOLEAN -> "boolean";
            case NULL -> "null";
            case NUMBER -> node.isIntegralNumber() ? "integer" : "number";
            case BINARY, MISSING, POJO -> "nothing";
        };
    }
}
