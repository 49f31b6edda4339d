// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.osc.bench.Course.Aim;
import dev.osc.bench.Course.Origin;
import dev.osc.bench.Measured.Figure;
import dev.osc.bench.Result.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Every figure of every round, for programs; and back from there. */
final class ResultJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ResultJson() {}

    static void write(Result result, Path file) throws IOException {
        ObjectNode root = MAPPER.createObjectNode();
        write(result.course(), root.putObject("course"));
        var contestants = root.putArray("contestants");
        result.course()
                .contestants()
                .forEach(contestant -> contestants
                        .addObject()
                        .put("id", contestant.id())
                        .put("title", contestant.title())
                        .put("kind", contestant.kind().json())
                        .put("under_load", contestant.underLoad())
                        .put("version", contestant.version())
                        .put("how", contestant.how()));
        ObjectNode rounds = root.putObject("rounds");
        result.measured().forEach(contestant -> {
            var list = rounds.putArray(contestant.id());
            result.runs().getOrDefault(contestant.id(), List.of()).forEach(run -> {
                ObjectNode one = list.addObject().put("round", run.round()).put("note", run.note());
                run.figures().forEach((figure, value) -> one.put(figure.json(), value));
                ObjectNode errors = one.putObject("errors");
                run.errors().forEach(errors::put);
            });
        });
        var findings = root.putArray("findings");
        result.findings()
                .forEach(finding -> findings.addObject()
                        .put("contestant", finding.contestant())
                        .put("round", finding.round())
                        .put("what", finding.what()));
        MAPPER.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), root);
    }

    private static void write(Course course, ObjectNode to) {
        to.put("server", course.server())
                .put("alter", course.alter())
                .put("rows", course.rows())
                .put("rounds", course.rounds())
                .put("tps", course.tps())
                .put("threads", course.threads())
                .put("before_seconds", course.before().toSeconds())
                .put("command", course.origin().command())
                .put("processors", course.origin().processors())
                .put("memory_mib", course.origin().mebibytes());
        var aims = to.putArray("aims");
        course.aims()
                .forEach(aim -> aims.addObject()
                        .put("who", aim.who())
                        .put("than", aim.than())
                        .put("times", aim.times()));
    }

    /** @throws IOException when it is not what {@link #write} has written */
    static Result read(Path file) throws IOException {
        JsonNode root = MAPPER.readTree(file.toFile());
        if (!root.path("course").has("command")) {
            throw new IOException(file + " is not what bin/bench --json writes");
        }
        Map<String, List<Measured>> runs = new TreeMap<>();
        root.path("rounds").properties().forEach(contestant -> {
            List<Measured> list = new ArrayList<>();
            contestant.getValue().forEach(run -> list.add(measured(run)));
            runs.put(contestant.getKey(), list);
        });
        List<Finding> findings = new ArrayList<>();
        root.path("findings")
                .forEach(node -> findings.add(
                        new Finding(text(node, "contestant"), node.path("round").asInt(), text(node, "what"))));
        return new Result(course(root), runs, findings);
    }

    private static Course course(JsonNode root) {
        JsonNode course = root.path("course");
        List<Contestant> contestants = new ArrayList<>();
        root.path("contestants")
                .forEach(node -> contestants.add(new Contestant(
                        text(node, "id"),
                        text(node, "title"),
                        Contestant.Kind.valueOf(text(node, "kind").toUpperCase(Locale.ROOT)),
                        node.path("under_load").asBoolean(),
                        text(node, "version"),
                        text(node, "how"))));
        List<Aim> aims = new ArrayList<>();
        course.path("aims")
                .forEach(node -> aims.add(new Aim(
                        text(node, "who"),
                        text(node, "than"),
                        node.path("times").asDouble())));
        return new Course(
                text(course, "server"),
                text(course, "alter"),
                course.path("rows").asInt(),
                course.path("rounds").asInt(),
                course.path("tps").asInt(),
                course.path("threads").asInt(),
                Duration.ofSeconds(course.path("before_seconds").asLong()),
                contestants,
                aims,
                new Origin(
                        text(course, "command"),
                        course.path("processors").asInt(),
                        course.path("memory_mib").asLong()));
    }

    private static Measured measured(JsonNode run) {
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        for (Figure figure : Figure.values()) {
            if (run.has(figure.json())) {
                figures.put(figure, run.path(figure.json()).asDouble());
            }
        }
        Map<String, Integer> errors = new TreeMap<>();
        run.path("errors")
                .properties()
                .forEach(code -> errors.put(code.getKey(), code.getValue().asInt()));
        return new Measured(run.path("round").asInt(), figures, errors, text(run, "note"));
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText();
    }
}
