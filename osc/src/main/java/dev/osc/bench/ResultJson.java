// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Every figure of every round, for programs. */
final class ResultJson {

    private ResultJson() {}

    static void write(Result result, Path file) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode();
        Course course = result.course();
        root.putObject("course")
                .put("server", course.server())
                .put("rows", course.rows())
                .put("rounds", course.rounds())
                .put("tps", course.tps())
                .put("threads", course.threads())
                .put("osc_options", String.join(" ", course.oscOptions()));
        ObjectNode contestants = root.putObject("rounds");
        result.runs().forEach((contestant, runs) -> {
            var list = contestants.putArray(contestant.name().toLowerCase(Locale.ROOT));
            runs.forEach(run -> {
                ObjectNode figures = list.addObject();
                run.figures().forEach((figure, value) -> figures.put(figure.json(), value));
            });
        });
        mapper.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), root);
    }
}
