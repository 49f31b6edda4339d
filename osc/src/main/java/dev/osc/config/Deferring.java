// SPDX-License-Identifier: Apache-2.0
package dev.osc.config;

import java.util.Locale;

/** Whether the shadow's plain indexes are built after the copy, in one sorted pass. */
public enum Deferring {
    /** Where no replica is attached: one would be busy with the build as long as the server was. */
    AUTO,
    ALWAYS,
    NEVER;

    /** As the command line writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
