// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench.course;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a course has found, in the order in which it is told. Confined to one thread. */
public final class Figures {

    /** What a figure is to be: at least, or at most, that much. */
    private record Aim(boolean atLeast, double limit) {

        boolean reachedBy(double value) {
            return atLeast ? value >= limit : value <= limit;
        }
    }

    private record Figure(
            String name,
            String title,
            double value,
            @Nullable Aim aim) {}

    private final String title;
    private final List<Figure> figures = new ArrayList<>();
    private final List<String> rows = new ArrayList<>();
    private final Map<String, List<Double>> series = new LinkedHashMap<>();

    /** @param title the course, its server and what it ran with */
    public Figures(String title) {
        this.title = title;
    }

    /** @param name for programs */
    public Figures add(String name, String what, double value) {
        figures.add(new Figure(name, what, value, null));
        return this;
    }

    public Figures atMost(double limit, String name, String what, double value) {
        figures.add(new Figure(name, what, value, new Aim(false, limit)));
        return this;
    }

    public Figures atLeast(double limit, String name, String what, double value) {
        figures.add(new Figure(name, what, value, new Aim(true, limit)));
        return this;
    }

    /** A line of a table that stands before the figures, for people alone. */
    public Figures row(String line) {
        rows.add(line);
        return this;
    }

    /** Single values, for programs alone. */
    public Figures series(String name, List<Double> values) {
        series.put(name, List.copyOf(values));
        return this;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("\n").append(title).append("\n\n");
        rows.forEach(row -> text.append(row.stripTrailing()).append('\n'));
        if (!rows.isEmpty()) {
            text.append('\n');
        }
        figures.forEach(figure -> text.append(line(figure)).append('\n'));
        return text.toString();
    }

    private static String line(Figure figure) {
        String value = String.format(Locale.ROOT, "%-58s %14s", figure.title(), number(figure.value()));
        Aim aim = figure.aim();
        return aim == null
                ? value
                : value
                        + "   aim %s %s: %s"
                                .formatted(
                                        aim.atLeast() ? ">=" : "<=",
                                        number(aim.limit()),
                                        aim.reachedBy(figure.value()) ? "reached" : "MISSED");
    }

    private static String number(double value) {
        boolean whole = Math.abs(value) >= 1000 || value == Math.rint(value);
        return String.format(Locale.ROOT, whole ? "%,.0f" : Math.abs(value) < 10 ? "%.2f" : "%.1f", value);
    }

    public void write(Path file) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode().put("course", title);
        ObjectNode all = root.putObject("figures");
        ObjectNode aims = root.putObject("aims");
        for (Figure figure : figures) {
            all.put(figure.name(), figure.value());
            Aim aim = figure.aim();
            if (aim != null) {
                aims.putObject(figure.name())
                        .put(aim.atLeast() ? "at_least" : "at_most", aim.limit())
                        .put("reached", aim.reachedBy(figure.value()));
            }
        }
        ObjectNode single = root.putObject("series");
        series.forEach((name, values) -> values.forEach(single.withArray(name)::add));
        mapper.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), root);
    }

    /** The value that this share of all does not exceed. */
    public static double percentile(double share, List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int rank = (int) Math.ceil(share / 100 * sorted.size());
        return sorted.get(Math.max(0, rank - 1));
    }
}
