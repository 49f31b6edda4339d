// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.plan;

import dev.osc.plan.Finding;
import dev.osc.schema.Column;
import dev.osc.schema.ColumnMapping;
import dev.osc.schema.ColumnMapping.Pair;
import dev.osc.schema.KeyShape;
import dev.osc.schema.Table;
import dev.osc.verify.Compared;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The server's own time zone, in which its ALTER TABLE would make the values that depend on one. Where some do, the rows are
 * written in sessions of that zone, so that the server makes of them what it makes of them itself: the hour that a clock passes
 * twice, the one that it leaves out, zero dates (the scenarios whose names begin with {@code zone-} show it). All else is at UTC.
 *
 * <p>Keys are compared at UTC, as the log tells them: a TIMESTAMP in the key and such values don't go together.
 *
 * @param name as {@code time_zone} takes it; empty where it is UTC
 */
public record ServerZone(String name) {

    /** A clock that is never put back. */
    private static final Pattern OFFSET = Pattern.compile("[-+]\\d?\\d:\\d\\d");

    private static final Set<String> DATES = Set.of("date", "datetime", "timestamp", "year");

    /** @param mapping names the zone where it matters */
    public record Conversion(ColumnMapping mapping, List<Finding> findings) {
        public Conversion {
            findings = List.copyOf(findings);
        }
    }

    /** Types, defaults, and what the server computes. */
    public Conversion of(Connection connection, Compared tables) throws SQLException {
        if (name.isEmpty()) {
            return new Conversion(tables.mapping(), List.of());
        }
        Optional<String> retyped = retyped(tables);
        Optional<String> why =
                retyped.isPresent() ? retyped : ZonedText.in(connection, tables.shadow(), tables.mapping());
        return why.map(text -> conversion(tables, text)).orElseGet(() -> new Conversion(tables.mapping(), List.of()));
    }

    /** Types alone, where no row is to be written for good. */
    public Conversion ofTypes(Compared tables) {
        return (name.isEmpty() ? Optional.<String>empty() : retyped(tables))
                .map(text -> conversion(tables, text))
                .orElseGet(() -> new Conversion(tables.mapping(), List.of()));
    }

    /**
     * Why values can't be brought back to what they were before they went the other way: a time of the clock is two instants in
     * the hour that the clock passes twice, and only one of them comes of it.
     */
    public Optional<String> lossy(Compared tables) {
        if (name.isEmpty() || OFFSET.matcher(name).matches()) {
            return Optional.empty();
        }
        return tables.mapping().pairs().stream()
                .filter(pair -> timestamp(to(tables, pair)) && !timestamp(from(tables, pair)))
                .map(pair ->
                        ("column %s becomes %s, and of the hour that the clock of the server's time zone passes twice"
                                        + " %s can't tell which pass a value was in")
                                .formatted(
                                        pair.shadow(),
                                        from(tables, pair).type().definition(),
                                        from(tables, pair).type().name().toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    private Conversion conversion(Compared tables, String why) {
        List<Finding> findings = new ArrayList<>();
        hindrance(tables, why).ifPresent(findings::add);
        findings.add(Finding.notes(why + ": rows are written in the server's time zone, as its own ALTER TABLE would")
                .about("time_zone", name)
                .by("time-zone"));
        return new Conversion(tables.mapping().in(name), findings);
    }

    private static Optional<String> retyped(Compared tables) {
        return tables.mapping().pairs().stream()
                .filter(pair -> depends(
                        from(tables, pair).type().name(),
                        to(tables, pair).type().name()))
                .map(pair -> "column %s, %s, becomes %s"
                        .formatted(
                                pair.source(),
                                from(tables, pair).type().definition(),
                                to(tables, pair).type().definition()))
                .findFirst();
    }

    /** A TIME becomes one of the current day, which is another one elsewhere. */
    private static boolean depends(String from, String to) {
        return from.equals("timestamp") != to.equals("timestamp") || (from.equals("time") && DATES.contains(to));
    }

    private Optional<Finding> hindrance(Compared tables, String why) {
        Optional<String> key = tables.key().parts().stream()
                .map(KeyShape.Part::column)
                .filter(ServerZone::timestamp)
                .map(Column::name)
                .findFirst();
        if (key.isPresent()) {
            return Optional.of(
                    blocks(
                            ("%s, which depends on the time zone, and the key that carries the rows"
                                            + " holds the TIMESTAMP %s, which is read at UTC")
                                    .formatted(why, key.get()),
                            "make this part of the change with the server's own ALTER TABLE, or give the table a key without TIMESTAMP"));
        }
        if (OFFSET.matcher(name).matches()) {
            return Optional.empty();
        }
        return tables.mapping().pairs().stream()
                .filter(pair -> timestamp(from(tables, pair)) && timestamp(to(tables, pair)))
                .filter(pair -> from(tables, pair).type().number(0, 0)
                        != to(tables, pair).type().number(0, 0))
                .findFirst()
                .map(pair -> blocks(
                        ("%s, which depends on the time zone, and the TIMESTAMP %s gets another number of digits:"
                                        + " the server would make one of two instants where the clock is put back")
                                .formatted(why, pair.source()),
                        "change " + pair.source() + " in a change of its own"));
    }

    private Finding blocks(String text, String remedy) {
        return Finding.blocks(text, remedy).about("time_zone", name).by("time-zone");
    }

    private static boolean timestamp(Column column) {
        return column.type().name().equals("timestamp");
    }

    private static Column from(Compared tables, Pair pair) {
        return column(tables.source(), pair.source());
    }

    private static Column to(Compared tables, Pair pair) {
        return column(tables.shadow(), pair.shadow());
    }

    private static Column column(Table table, String name) {
        return table.column(name).orElseThrow();
    }
}
