// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql;

import dev.osc.schema.Column;
import dev.osc.schema.ColumnType;
import dev.osc.schema.Key;
import dev.osc.schema.Table;
import dev.osc.schema.TableName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tables for tests, written as short as they can be read. */
final class Orders {

    private final List<Column> columns = new ArrayList<>();
    private final List<Key> keys = new ArrayList<>();

    /** The table that the cases of {@code alters.txt} change. */
    static Table table() {
        return new Orders()
                .column("id bigint auto_increment")
                .column("a int")
                .column("b varchar(20) utf8mb4_0900_ai_ci")
                .column("c text utf8mb4_0900_ai_ci null")
                .column("order int")
                .column("we`ird int")
                .column("😀 int")
                .column("Total decimal(10,2)")
                .column("changed datetime null")
                .primary("id")
                .unique("u_b", "b")
                .plain("k_a", "a")
                .build();
    }

    /** A column: name, type, then any of {@code unsigned}, {@code null}, {@code generated}, {@code auto_increment}, a collation. */
    Orders column(String text) {
        List<String> words = List.of(text.split(" ", -1));
        String definition = words.get(1) + (words.contains("unsigned") ? " unsigned" : "");
        String bare = words.get(1).replaceAll("\\(.*", "");
        @Nullable
        String collation = words.stream()
                .skip(2)
                .filter(w -> w.matches("[a-z0-9]+_.*(ci|cs|bin)"))
                .findFirst()
                .orElse(null);
        @Nullable String charset = collation == null ? null : collation.substring(0, collation.indexOf('_'));
        columns.add(new Column(
                words.getFirst(),
                columns.size() + 1,
                new ColumnType(bare, definition, charset, collation),
                words.contains("null"),
                words.contains("generated"),
                words.contains("auto_increment")));
        return this;
    }

    Orders primary(String... parts) {
        return key("PRIMARY", true, true, parts);
    }

    Orders unique(String name, String... parts) {
        return key(name, false, true, parts);
    }

    Orders plain(String name, String... parts) {
        return key(name, false, false, parts);
    }

    Table build() {
        return new Table(new TableName("shop", "orders"), columns, keys, "InnoDB", 1000, null);
    }

    private Orders key(String name, boolean primary, boolean unique, String... parts) {
        keys.add(new Key(
                name, primary, unique, Arrays.stream(parts).map(Orders::part).toList()));
        return this;
    }

    /** A part: {@code a}, {@code a(10)}, {@code a desc}, or {@code (expression)}. */
    private static Key.Part part(String text) {
        if (text.startsWith("(")) {
            return new Key.Part(null, null, false);
        }
        boolean descending = text.endsWith(" desc");
        String column = text.replace(" desc", "").replaceAll("\\(.*", "");
        Integer prefix = text.contains("(") ? Integer.valueOf(text.replaceAll(".*\\((\\d+)\\).*", "$1")) : null;
        return new Key.Part(column, prefix, descending);
    }
}
