// SPDX-License-Identifier: Apache-2.0
package dev.osc.run;

import dev.osc.checkpoint.MigrationStore;
import dev.osc.checkpoint.SavedRun;
import dev.osc.checkpoint.Stage;
import dev.osc.checkpoint.StateTables;
import dev.osc.engine.Engine;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.plan.Migration;
import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an earlier run of a change of one table has left, and whether it can be gone on with. Nobody is at work on the table. */
final class Unfinished {

    private static final Logger log = LoggerFactory.getLogger(Unfinished.class);

    private final Engine engine;
    private final TableName source;
    private final MigrationStore store;
    private final MigrationStore.Stored stored;

    private Unfinished(Engine engine, TableName source, MigrationStore store, MigrationStore.Stored stored) {
        this.engine = engine;
        this.source = source;
        this.store = store;
        this.stored = stored;
    }

    /** Empty also when an earlier run failed for good: what it left is in the way of the next one, which says so. */
    static Optional<Unfinished> of(Engine engine, Connection connection, TableName source) throws SQLException {
        if (engine.tables().read(connection, StateTables.migrations(source)).isEmpty()) {
            return Optional.empty();
        }
        MigrationStore store = new MigrationStore(engine.dialect(), Clock.systemUTC(), source);
        return store.find(connection)
                .filter(stored -> !stored.phase().equals(Stage.FAILED.text()))
                .map(stored -> new Unfinished(engine, source, store, stored));
    }

    /** Whether it had swapped, and only its row was left: looked at, not remembered (I10). */
    boolean swapped(Connection connection) throws SQLException {
        return stage() == Stage.CUT_OVER
                && engine.tables().read(connection, source.shadow()).isEmpty()
                && engine.tables().read(connection, source.retired()).isPresent();
    }

    /** Whether it had begun to follow the change stream; before that there is nothing to go on with. */
    boolean begun() {
        return stored.checkpoint() != null;
    }

    /** @throws OscException unless it is this very change */
    void requireSame(String change) {
        if (!stored.changeText().equals(change)) {
            throw refusal("another change of " + source + " is unfinished" + described());
        }
    }

    /** What a plan would say holds only once this change is made or given up. */
    OscException inTheWay() {
        return new OscException(
                        ExitCode.LEFTOVERS,
                        "a change of " + source + " is unfinished" + described(),
                        "'osc run' of the same change goes on with it; 'osc cleanup --table " + source.table()
                                + "' with the same --url gives it up")
                .and("(" + source + " is untouched)");
    }

    /**
     * From where it is gone on with.
     *
     * @param migration as the same change comes out today
     */
    Departure departure(Migration migration) {
        SavedRun saved;
        try {
            saved = SavedRun.parse(String.valueOf(stored.checkpoint()));
        } catch (SavedRun.UnreadableException e) {
            throw refusal("the checkpoint of the unfinished change of " + source + " can't be used: " + e.getMessage());
        }
        if (!saved.definition().equals(Departure.definition(migration))) {
            throw refusal("columns or unique keys of " + source + " or of " + source.shadow()
                    + " are not what they were when the unfinished change was last at work");
        }
        log.info(
                "going on with the unfinished change of {}, last heard of at {}: {} rows copied",
                source,
                stored.updatedAt(),
                saved.rowsCopied());
        return new Departure(stored.epoch() + 1, saved);
    }

    String id() {
        return stored.migration();
    }

    OscException shadowGone() {
        return refusal(source.shadow() + ", the shadow of the unfinished change of " + source + ", is gone");
    }

    private String described() {
        return " (" + stored.phase() + ", last heard of at " + stored.updatedAt() + "): " + stored.changeText();
    }

    private Stage stage() {
        return Stage.of(stored.phase())
                .orElseThrow(() -> refusal("the unfinished change of " + source
                        + " is at a stage that this osc does not know: " + stored.phase()));
    }

    /** The log from where it was to be gone on with is no longer to be had. */
    static OscException logGone(TableName source, OscException reason) {
        return refusal(source, String.valueOf(reason.getMessage()));
    }

    private OscException refusal(String text) {
        return refusal(source, text);
    }

    private static OscException refusal(TableName source, String text) {
        return new OscException(
                        ExitCode.NOT_RESUMABLE,
                        text,
                        "run with --no-resume to throw it away and start afresh, or give it up: 'osc cleanup --table "
                                + source.table() + "' with the same --url")
                .and("(" + source + " is untouched)");
    }

    /** Drops its shadow and whatever else it left on the server. */
    void throwAway(Connection connection) throws SQLException {
        log.warn("thrown away: the unfinished change of {}{}", source, described());
        engine.leftovers().drop(connection, source).forEach(log::info);
        try (Statement drop = connection.createStatement()) {
            drop.execute("DROP TABLE IF EXISTS " + engine.dialect().quote(source.shadow()));
        }
        forget(connection);
    }

    void forget(Connection connection) throws SQLException {
        store.forget(connection);
    }
}
