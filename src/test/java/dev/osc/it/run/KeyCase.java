// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import java.util.List;

/**
 * A kind of key.
 *
 * @param columns the key's columns with their types, and the key itself
 * @param names the key's columns, with commas between
 * @param value the key as an SQL expression of {@code {n}}, for {@code n} from 0 on; different for each
 * @param size how many keys there are to choose from
 * @param extra more writes beside those that every kind gets; {@code #} is the table, {@code {k}} a key at random
 */
record KeyCase(String columns, String names, String value, int size, List<String> extra) {

    static KeyCase of(String columns, String names, String value, String... extra) {
        return new KeyCase(columns, names, value, 900, List.of(extra));
    }

    /** A single column {@code k}, which is the primary key. */
    static KeyCase single(String type, String value, String... extra) {
        return of("k " + type + " NOT NULL, PRIMARY KEY (k)", "k", value, extra);
    }

    KeyCase withKeys(int count) {
        return new KeyCase(columns, names, value, count, extra);
    }

    String key(int n) {
        return "(" + value.replace("{n}", Integer.toString(n)) + ")";
    }

    /** The values of one key, without parentheses around them. */
    String values(int n) {
        return value.replace("{n}", Integer.toString(n));
    }

    @Override
    public String toString() {
        return columns;
    }
}
