// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.plan;

import dev.osc.plan.Clause;
import dev.osc.plan.ParsedAlter;
import dev.osc.schema.Column;
import dev.osc.schema.Key;
import dev.osc.schema.KeyKind;
import dev.osc.schema.KeyShape;
import dev.osc.schema.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One UNIQUE key of the source, held against what the change makes of the table. */
record KeyCandidate(Key key, Table source, Table shadow, ParsedAlter alter) {

    sealed interface Verdict {}

    record Usable(KeyShape shape) implements Verdict {}

    record Unusable(String why) implements Verdict {}

    Verdict judge() {
        List<KeyShape.Part> parts = new ArrayList<>();
        for (Key.Part part : key.parts()) {
            String why = refusal(part);
            if (why != null) {
                return new Unusable(why);
            }
            parts.add(part(part));
        }
        List<String> names = parts.stream().map(KeyShape.Part::shadowName).toList();
        if (over(shadow, names).isEmpty()) {
            return new Unusable(
                    "afterwards no UNIQUE key has the columns " + String.join(", ", names) + " and no others");
        }
        return new Usable(new KeyShape(key.name(), parts));
    }

    /** The key of that table over these whole columns, in this order if there is one, else in any. */
    static Optional<Key> over(Table table, List<String> columns) {
        return table.keys().stream()
                .filter(Key::unique)
                .filter(key -> key.parts().size() == columns.size())
                .filter(key -> key.parts().stream().allMatch(part -> whole(part, columns)))
                .min(Comparator.comparing(key -> !sameOrder(key, columns)));
    }

    private static boolean whole(Key.Part part, List<String> columns) {
        return part.column() != null
                && part.prefixLength() == null
                && columns.stream().anyMatch(part.column()::equalsIgnoreCase);
    }

    private static boolean sameOrder(Key key, List<String> columns) {
        for (int i = 0; i < columns.size(); i++) {
            if (!columns.get(i).equalsIgnoreCase(key.parts().get(i).column())) {
                return false;
            }
        }
        return true;
    }

    private @Nullable String refusal(Key.Part part) {
        if (part.column() == null) {
            return "one of its parts is an expression";
        }
        Column column = source.column(part.column()).orElse(null);
        if (column == null || part.prefixLength() != null) {
            return "it holds only the beginning of " + part.column();
        }
        if (column.nullable()) {
            return column.name() + " may be NULL";
        }
        if (KeyTypes.kind(column.type()).isEmpty()) {
            return column.name() + " is " + column.type().definition() + ", whose values don't identify a row";
        }
        if (KeyTypes.beyondNumbers(column.type())) {
            return column.name() + " is a SET of more than 53 members, whose numbers the server doesn't tell apart";
        }
        Optional<String> nameAfter = alter.nameAfter(column.name());
        return nameAfter.isEmpty() ? column.name() + " is dropped" : change(column, nameAfter.get());
    }

    private @Nullable String change(Column column, String nameAfter) {
        Column after = shadow.column(nameAfter).orElse(null);
        if (after == null) {
            return nameAfter + " is missing from the shadow";
        }
        if (after.nullable()) {
            return nameAfter + " may be NULL afterwards";
        }
        if (KeyTypes.beyondNumbers(after.type())) {
            return nameAfter + " becomes a SET of more than 53 members, whose numbers the server doesn't tell apart";
        }
        if (after.generated() && !column.generated()) {
            return column.name() + " becomes generated";
        }
        if (after.generated() && recomputes()) {
            return column.name() + " is generated, and may be computed otherwise afterwards";
        }
        String why = KeyTypeChange.refusal(column.type(), after.type());
        return why == null ? null : column.name() + " " + why;
    }

    /** Whether any column that a generated one may be computed from is defined anew. */
    private boolean recomputes() {
        return Stream.of(Clause.RedefineColumn.class, Clause.ConvertText.class).anyMatch(alter::any);
    }

    private KeyShape.Part part(Key.Part part) {
        Column column = source.column(String.valueOf(part.column())).orElseThrow();
        KeyKind kind = KeyTypes.kind(column.type()).orElseThrow();
        return new KeyShape.Part(column, alter.nameAfter(column.name()).orElseThrow(), kind, part.descending());
    }
}
