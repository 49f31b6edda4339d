// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.postgres.slot;

import dev.osc.schema.TableName;
import java.util.Locale;

/**
 * What slot and publication of a table are called, the same for each run, so that a later one finds what a dead one left. A
 * slot's name is one for the whole server and takes 63 of {@code [a-z0-9_]} (manual, "Replication Slots"): the hash tells
 * databases, schemas and long names apart.
 */
public final class SlotName {

    private static final int SHOWN = 30;

    private SlotName() {}

    public static String of(String database, TableName table) {
        String whole = database + "." + table.schema() + "." + table.table();
        String name = table.table();
        String shown = name.substring(0, Math.min(SHOWN, name.length()))
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]", "_");
        return "osc_" + shown + "_" + Integer.toUnsignedString(whole.hashCode(), 36);
    }
}
