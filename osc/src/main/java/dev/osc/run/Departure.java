// SPDX-License-Identifier: Apache-2.0
package dev.osc.run;

import dev.osc.checkpoint.SavedRun;
import dev.osc.plan.Migration;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a run begins: with an empty shadow, or where an earlier process ended.
 *
 * @param epoch of this process (I11)
 * @param saved what the earlier one left; null for a run from the beginning
 */
record Departure(long epoch, @Nullable SavedRun saved) {

    static final Departure BEGINNING = new Departure(1, null);

    boolean resumes() {
        return saved != null;
    }

    /** What must be the same when a migration is gone on with: columns and unique keys of both tables, the key, and all that
     * the engine says of their definitions. */
    static String definition(Migration migration) {
        var source = migration.source();
        var shadow = migration.shadow();
        String text = List.of(
                        source.name(),
                        source.columns(),
                        source.keys().stream().filter(key -> key.unique()).toList(),
                        shadow.columns(),
                        shadow.keys().stream().filter(key -> key.unique()).toList(),
                        migration.key(),
                        migration.mapping(),
                        migration.succession().definition())
                .toString();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
