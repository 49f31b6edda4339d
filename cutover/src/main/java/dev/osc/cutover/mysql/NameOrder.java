// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.mysql;

import dev.osc.schema.TableName;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * The order in which one statement takes its metadata locks: by the bytes of database, NUL, table (manual, "Metadata Locking":
 * "in name order"; {@code SentryRenameIT} shows the writes lost when it is ignored). With lower_case_table_names the server locks
 * the name in lower case, or may; then both spellings must agree.
 */
final class NameOrder {

    private NameOrder() {}

    static boolean sortsAfter(TableName later, TableName earlier, boolean lowerCase) {
        return compare(later, earlier, false) > 0 && (!lowerCase || compare(later, earlier, true) > 0);
    }

    private static int compare(TableName a, TableName b, boolean lowerCase) {
        return Arrays.compareUnsigned(key(a, lowerCase), key(b, lowerCase));
    }

    private static byte[] key(TableName name, boolean lowerCase) {
        String key = name.schema() + '\0' + name.table() + '\0';
        return (lowerCase ? key.toLowerCase(Locale.ROOT) : key).getBytes(StandardCharsets.UTF_8);
    }
}
