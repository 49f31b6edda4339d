// SPDX-License-Identifier: Apache-2.0
package dev.osc.page;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.osc.status.Status;

/** The status as {@code /api/status} tells it: names are the record's, and stable; {@code openapi.json} describes each. */
final class StatusJson {

    private static final JsonMapper MAPPER = new JsonMapper();

    private StatusJson() {}

    static ObjectNode of(Status status) {
        return MAPPER.valueToTree(status);
    }
}
