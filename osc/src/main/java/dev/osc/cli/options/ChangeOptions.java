// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli.options;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is to be changed: {@code --table} and {@code --alter}, or one whole ALTER TABLE statement. */
public final class ChangeOptions {

    @Option(names = "--table", description = "The table to change.")
    @Nullable
    String table;

    @Option(
            names = "--alter",
            paramLabel = "CLAUSES",
            description = "What follows ALTER TABLE <name>, or the whole statement.")
    @Nullable
    String alter;

    @Parameters(
            arity = "0..1",
            paramLabel = "STATEMENT",
            description = "A whole ALTER TABLE statement, in place of --alter; on PostgreSQL CREATE INDEX too.")
    @Nullable
    String statement;

    public void check(Mistakes mistakes) {
        if ((alter == null) == (statement == null)) {
            mistakes.add(
                    "what is to change? give --alter \"ADD COLUMN …\" or a whole ALTER TABLE statement, one of them");
        }
    }

    /** The change's text as typed. */
    public String text() {
        return alter != null ? alter : String.valueOf(statement);
    }

    public Optional<String> table() {
        return Optional.ofNullable(table);
    }
}
