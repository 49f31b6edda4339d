// SPDX-License-Identifier: Apache-2.0
package dev.osc.schema.mysql;

/** Reads a COLUMN_TYPE such as {@code enum('a','it''s')}, or a SET's. */
public final class EnumMembers {

    private EnumMembers() {}

    /** How many members it has. Each stands in quotes, and a quote in a member is doubled. */
    public static int count(String definition) {
        int members = 0;
        boolean inside = false;
        for (int i = 0; i < definition.length(); i++) {
            if (definition.charAt(i) == '\'') {
                if (!inside && definition.charAt(i - 1) != '\'') {
                    members++;
                }
                inside = !inside;
            }
        }
        return members;
    }
}
