// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog.group;

import dev.osc.replication.binlog.statement.LoggedStatement;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The RENAME of a swap, from which on a name means another table. Until it is read nothing that is logged of the name concerns
 * the stream. Owned by the reading thread.
 */
public final class Passage {

    private final @Nullable String retired;
    private boolean ahead;

    private Passage(@Nullable String retired) {
        this.retired = retired;
        this.ahead = retired != null;
    }

    /** The name has meant the table all along. */
    public static Passage none() {
        return new Passage(null);
    }

    /** @param retired what the table is called afterwards that had the name, quoted */
    public static Passage by(String retired) {
        return new Passage(retired);
    }

    /** Whether it is still to come. */
    boolean ahead() {
        return ahead;
    }

    /** Whether this statement is it; then it lies behind. */
    boolean passes(LoggedStatement statement) {
        String sql = statement.sql();
        if (!ahead || retired == null) {
            return false;
        }
        boolean it = sql.toUpperCase(Locale.ROOT).startsWith("RENAME TABLE ") && sql.contains(" TO " + retired + ",");
        ahead = !it;
        return it;
    }
}
