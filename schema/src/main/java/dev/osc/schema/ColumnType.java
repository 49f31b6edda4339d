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
}
