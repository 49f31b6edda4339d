// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.plan;

import dev.osc.engine.mysql.alter.AlterParser;
import dev.osc.engine.mysql.alter.GrammarMode;
import dev.osc.plan.Finding;
import dev.osc.plan.KeyChoice;
import dev.osc.plan.MappedColumns;
import dev.osc.plan.ParsedAlter;
import dev.osc.plan.TableText;
import dev.osc.schema.KeyShape;
import dev.osc.schema.Table;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A case of a resource: a title, a source, an ALTER, the shadow as the server would show it, and what planning must say of it.
 * Blocks are separated by an empty line.
 */
record PlanningCase(String title, Table source, ParsedAlter alter, Table shadow, RowImage image, String expected) {

    static Stream<PlanningCase> of(String resource) throws IOException {
        try (InputStream in = Objects.requireNonNull(PlanningCase.class.getResourceAsStream(resource), resource)) {
            String all = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
            return Arrays.stream(all.split("\\n\\n", -1)).map(PlanningCase::parse);
        }
    }

    /** {@code # title}, {@code source:}, {@code alter:}, {@code shadow:}, perhaps {@code image:}; the other lines are expected. */
    static PlanningCase parse(String block) {
        List<String> expected = new ArrayList<>();
        String title = "";
        Table source = TableText.of("id int");
        Table shadow = source;
        String alter = "FORCE";
        RowImage image = RowImage.FULL;
        for (String line : block.split("\\n", -1)) {
            String value = line.substring(line.indexOf(' ') + 1).strip();
            switch (line.substring(0, line.indexOf(' ') + 1)) {
                case "# " -> title = value;
                case "source: " -> source = TableText.of(value);
                case "shadow: " -> shadow = TableText.of(source.name().shadow(), value);
                case "alter: " -> alter = value;
                case "image: " -> image = RowImage.of(value);
                default -> expected.add(line);
            }
        }
        AlterParser parser = new AlterParser(new GrammarMode(80015, ""));
        ParsedAlter parsed = (ParsedAlter) parser.parse(alter, source);
        return new PlanningCase(title, source, parsed, shadow, image, String.join("\n", expected));
    }

    MappedColumns mapped() {
        return new MappedColumns(source, shadow, alter, MySqlPlan::impliesDefault);
    }

    KeyChoice key() {
        return new KeyChooser(source, shadow, alter, image).choose();
    }

    /** The mapping and its findings, one line each. */
    String mappingText() {
        String pairs = mapped().mapping().pairs().stream()
                .map(pair -> pair.source().equals(pair.shadow()) ? pair.source() : pair.source() + ">" + pair.shadow())
                .collect(Collectors.joining(" "));
        return lines("map " + pairs, mapped().findings());
    }

    /** The key chosen or the keys refused, one line each. */
    String keyText() {
        return switch (key()) {
            case KeyChoice.Chosen chosen -> lines("key " + brief(chosen), chosen.findings());
            case KeyChoice.NoneUsable none -> "no key: " + none.text() + ": " + none.remedy();
        };
    }

    private static String brief(KeyChoice.Chosen chosen) {
        KeyShape shape = chosen.shape();
        return shape.keyName() + ">" + chosen.shadowKey()
                + shape.parts().stream()
                        .map(p -> " " + p.column().name()
                                + (p.column().name().equals(p.shadowName()) ? "" : ">" + p.shadowName()) + ":"
                                + p.kind()
                                + (p.descending() ? ":desc" : ""))
                        .collect(Collectors.joining());
    }

    private static String lines(String first, List<Finding> findings) {
        return Stream.concat(Stream.of(first), findings.stream().map(f -> f.severity() + " " + f.text()))
                .collect(Collectors.joining("\n"));
    }

    @Override
    public String toString() {
        return title;
    }
}
