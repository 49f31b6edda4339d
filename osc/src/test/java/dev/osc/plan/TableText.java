// SPDX-License-Identifier: Apache-2.0
package dev.osc.plan;

import dev.osc.schema.Column;
import dev.osc.schema.ColumnType;
import dev.osc.schema.Key;
import dev.osc.schema.Table;
import dev.osc.schema.TableName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table for tests, written as short as it can be read: {@code id bigint auto_increment; b varchar(20) utf8mb4_bin null |
 * primary id | unique u_b b(10), id desc}.
 */
public final class TableText {

    private final List<Column> columns = new ArrayList<>();
    private final List<Key> keys = new ArrayList<>();

    private TableText() {}

    public static Table of(String text) {
        return of(new TableName("shop", "orders"), text);
    }

    public static Table of(TableName name, String text) {
        List<String> sections = List.of(text.split(" \\| ", -1));
        TableText table = new TableText();
        for (String column : sections.getFirst().split("; ", -1)) {
            table.column(column.strip());
        }
        sections.stream().skip(1).map(String::strip).forEach(table::key);
        return new Table(name, table.columns, table.keys, "InnoDB", 1000, null);
    }

    /** A column: name, type, then any of {@code unsigned}, {@code null}, {@code generated}, {@code auto_increment}, a collation. */
    private void column(String text) {
        List<String> words = List.of(text.split(" ", -1));
        String definition = words.get(1) + (words.contains("unsigned") ? " unsigned" : "");
        String bare = words.get(1).replaceAll("\\(.*", "");
        @Nullable
        String collation = words.stream()
                .skip(2)
                .filter(word -> word.matches("[a-z0-9]+_.*(ci|cs|bin)"))
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
    }

    /** {@code primary a, b}, {@code unique name a}, {@code plain name a}. */
    private void key(String text) {
        String[] words = text.split(" ", 2);
        boolean primary = words[0].equals("primary");
        String name = primary ? "PRIMARY" : words[1].substring(0, words[1].indexOf(' '));
        String parts = primary ? words[1] : words[1].substring(words[1].indexOf(' ') + 1);
        keys.add(new Key(
                name,
                primary,
                !words[0].equals("plain"),
                Arrays.stream(parts.split(", ", -1)).map(TableText::part).toList()));
    }

    /** A part: {@code a}, {@code a(10)}, {@code a desc}, or {@code (expression)}. */
    private static Key.Part part(String text) {
        if (text.startsWith("(")) {
            return new Key.Part(null, null, false);
        }
        boolean descending = text.endsWith(" desc");
        String column = text.replace(" desc", "").replaceAll("\\(.*", "");
        @Nullable
        Integer prefix = text.contains("(") ? Integer.valueOf(text.replaceAll(".*\\((\\d+)\\).*", "$1")) : null;
        return new Key.Part(column, prefix, descending);
    }
}
