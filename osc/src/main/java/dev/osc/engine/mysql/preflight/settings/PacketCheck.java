// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight.settings;

import dev.osc.engine.mysql.preflight.facts.Check;
import dev.osc.engine.mysql.preflight.facts.Facts;
import dev.osc.plan.Amount;
import dev.osc.plan.Finding;
import dev.osc.schema.Column;
import dev.osc.schema.Key;
import dev.osc.schema.Table;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A statement must fit in max_allowed_packet. Rows never travel through osc, so what counts are the keys of one flush, as hex
 * digits.
 */
public final class PacketCheck implements Check {

    /** The most keys of one flush. */
    private static final int KEYS = 5_000;

    /** What is around a value, and a number's digits. */
    private static final int AROUND = 24;

    private static final Pattern LENGTH = Pattern.compile("\\((\\d+)\\)");

    @Override
    public String name() {
        return "max-allowed-packet";
    }

    @Override
    public List<Finding> look(Facts facts) {
        OptionalLong most = facts.variables().number("max_allowed_packet");
        long flush = KEYS * widest(facts.table());
        return most.isEmpty() || flush <= most.getAsLong()
                ? List.of()
                : List.of(Finding.warns(
                                "the changed keys of " + facts.table().name()
                                        + " that are brought over at once may take " + Amount.bytes(flush)
                                        + ", and max_allowed_packet is " + Amount.bytes(most.getAsLong())
                                        + ": if keys are really that long, the run ends there",
                                "SET GLOBAL max_allowed_packet = " + Math.min(1L << 30, Long.highestOneBit(flush) * 2)
                                        + ", or 'osc ctl dml-batch-size=500' while the change runs")
                        .about("max_allowed_packet", "" + most.getAsLong()));
    }

    /** Of the keys that may carry rows: which one does is chosen when the change is known, the primary one where it can. */
    private static long widest(Table table) {
        return table.keys().stream()
                .filter(Key::primary)
                .findFirst()
                .map(Stream::of)
                .orElseGet(() -> table.keys().stream().filter(Key::unique))
                .mapToLong(key -> width(key, table))
                .max()
                .orElse(0);
    }

    private static long width(Key key, Table table) {
        return key.parts().stream()
                .map(Key.Part::column)
                .filter(Objects::nonNull)
                .flatMap(name -> table.column(name).stream())
                .mapToLong(PacketCheck::width)
                .sum();
    }

    private static long width(Column column) {
        Matcher length = LENGTH.matcher(column.type().definition());
        return switch (column.type().name()) {
            case "char", "varchar" ->
                length.find() ? 2L * bytes(column) * Long.parseLong(length.group(1)) + AROUND : AROUND;
            case "binary", "varbinary" -> length.find() ? 2 * Long.parseLong(length.group(1)) + AROUND : AROUND;
            case "decimal" -> 65 + AROUND;
            default -> AROUND;
        };
    }

    /** The most that a character takes. */
    private static int bytes(Column column) {
        String charset = Objects.requireNonNullElse(column.type().charset(), "");
        return switch (charset) {
            case "latin1", "ascii", "binary", "latin2", "cp1250", "cp1251", "koi8r" -> 1;
            case "utf8", "utf8mb3" -> 3;
            default -> 4;
        };
    }
}
