// SPDX-License-Identifier: Apache-2.0
package dev.osc.config;

import java.util.Locale;

/** What becomes of foreign keys from and to a table of MySQL or MariaDB. */
public enum ForeignKeys {
    /** Such a table is refused. */
    REFUSE,
    /** They are made anew, rows unchecked, with the swap. */
    REBUILD;

    /** As the command line writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
