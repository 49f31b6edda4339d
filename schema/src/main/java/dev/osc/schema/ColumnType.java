// SPDX-License-Identifier: Apache-2.0
package dev.osc.schema;

import org.jspecify.annotations.Nullable;

/**
 * A column's type as the server's catalogue spells it.
 *
 * @param name the bare type, lower case: {@code varchar}, {@code bigint}, {@code enum}
 * @param definition the whole type: {@code varchar(40)}, {@code bigint(20) unsigned}, {@code enum('a','b')}
 * @param charset the character set of a text type, else null
 * @param collation the collation of a text type, else null
 */
public record ColumnType(
        String name,
        String definition,
        @Nullable String charset,
        @Nullable String collation) {

    public boolean unsigned() {
        return definition.contains(" unsigned");
    }

    /**
     * A number in the type's parentheses: the length of {@code varchar(40)}, the scale of {@code decimal(10,2)}.
     *
     * @param index 0 for the first
     * @param absent what it is where none is written
     */
    public int number(int index, int absent) {
        int open = definition.indexOf('(');
        int close = definition.indexOf(')', open + 1);
        if (open < 0 || close < 0) {
            return absent;
        }
        String[] numbers = definition.substring(open + 1, close).split(",", -1);
        return index < numbers.length ? Integer.parseInt(numbers[index].strip()) : absent;
    }
}
