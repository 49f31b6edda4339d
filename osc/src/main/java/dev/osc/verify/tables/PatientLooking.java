// SPDX-License-Identifier: Apache-2.0
package dev.osc.verify.tables;

import dev.osc.checkpoint.Backoff;
import dev.osc.checkpoint.Reader;
import dev.osc.schema.KeyTuple;
import dev.osc.verify.Comparison;
import dev.osc.verify.Difference;
import dev.osc.verify.Looking;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Looks where no change stream is followed: several times, a second apart. A row that differs each time, the last one too,
 * counts as differing; it may only be on its way where somebody keeps the one table up to date with the other. Confined to one
 * thread.
 */
final class PatientLooking implements Looking {

    static final int LOOKS = 4;
    static final Duration APART = Duration.ofSeconds(1);
    private static final int AT_ONCE = 2_000;

    private final Reader reader;
    private final Comparison comparison;
    private final Backoff.Sleeper sleeper;

    PatientLooking(Reader reader, Comparison comparison, Backoff.Sleeper sleeper) {
        this.reader = reader;
        this.comparison = comparison;
        this.sleeper = sleeper;
    }

    @Override
    public Seen again(Collection<Difference> suspects) throws SQLException, InterruptedException {
        List<Difference> differing = look(suspects);
        for (int look = 2; look <= LOOKS && !differing.isEmpty(); look++) {
            sleeper.sleep(APART);
            differing = look(differing);
        }
        return new Seen(differing, 0);
    }

    private List<Difference> look(Collection<Difference> rows) throws SQLException, InterruptedException {
        List<KeyTuple> keys = rows.stream().map(Difference::key).distinct().toList();
        List<Difference> differing = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += AT_ONCE) {
            Collection<KeyTuple> some = keys.subList(from, Math.min(keys.size(), from + AT_ONCE));
            differing.addAll(reader.read(connection -> comparison.differences(connection, some)));
        }
        return differing;
    }
}
