// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.osc.it.cli.Osc;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code osc plan --format json} told.
 *
 * @param ran how the command ended
 */
record Planned(Osc.Ran ran, JsonNode json) {

    static Planned of(String url, String table, String alter) throws IOException {
        Osc.Ran ran =
                Osc.run("plan", "--format", "json", "--url", url, "--table", table, "--alter", alter, "--no-direct");
        return new Planned(ran, new JsonMapper().readTree(ran.said()));
    }

    List<JsonNode> findings() {
        List<JsonNode> findings = new ArrayList<>();
        json.get("findings").forEach(findings::add);
        return findings;
    }

    /** {@code severity check} of each. */
    List<String> checks() {
        return findings().stream()
                .map(one ->
                        one.get("severity").asText() + " " + one.get("check").asText())
                .toList();
    }

    /** The texts of a check's findings. */
    List<String> texts(String check) {
        return findings().stream()
                .filter(one -> one.get("check").asText().equals(check))
                .map(one -> one.get("text").asText())
                .toList();
    }

    /** The one finding of that check. */
    JsonNode finding(String check) {
        List<JsonNode> found = findings().stream()
                .filter(one -> one.get("check").asText().equals(check))
                .toList();
        assertThat(found).as(check + " in " + checks()).hasSize(1);
        return found.getFirst();
    }
}
