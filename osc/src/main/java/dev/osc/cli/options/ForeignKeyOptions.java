// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli.options;

import dev.osc.config.ForeignKeys;
import dev.osc.config.RunSettings;
import picocli.CommandLine.Option;

/** Foreign keys from and to the table, for commands that change it or say how they would. */
public final class ForeignKeyOptions {

    private static final RunSettings DEFAULTS = RunSettings.defaults();

    @Option(
            names = "--foreign-keys",
            paramLabel = "WHAT",
            description = {
                "MySQL, MariaDB: a table with foreign keys: ${COMPLETION-CANDIDATES}; rebuild makes them anew with the swap,",
                "rows unchecked (default: ${DEFAULT-VALUE})."
            })
    ForeignKeys foreignKeys = DEFAULTS.foreignKeys();

    /** As much as a plan wants to know. */
    public RunSettings settings() {
        return RunSettings.defaultsWith(foreignKeys);
    }
}
