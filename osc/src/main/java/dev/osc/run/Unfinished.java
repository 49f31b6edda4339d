// SPDX-License-Identifier: Apache-2.0
package dev.osc.run;

import dev.osc.checkpoint.MigrationStore;
import dev.osc.checkpoint.Requests;
import dev.osc.checkpoint.SavedReverse;
import dev.osc.checkpoint.SavedRun;
import dev.osc.checkpoint.Stage;
import dev.osc.checkpoint.StateTables;
import dev.osc.config.Reverse;
import dev.osc.config.RunSettings;
import dev.osc.engine.Engine;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.plan.Migration;
import dev.osc.schema.KeyTuple;
import dev.osc.schema.Table;
import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
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

    /** Where an earlier run of the table may have ended within its swap, that is settled first: the table itself may be missing. */
    static void settleSwap(Engine engine, Connection connection, TableName source) throws SQLException {
        Optional<Unfinished> unfinished = of(engine, connection, source);
        if (unfinished.isPresent() && unfinished.get().mayHaveSwapped()) {
            boolean back = unfinished.get().stored.phase().equals(Stage.ROLLBACK.text());
            engine.leftovers()
                    .settleSwap(
                            connection,
                            source,
                            back ? source.retired() : source.shadow(),
                            back ? source.shadow() : source.retired());
        }
    }

    private boolean mayHaveSwapped() {
        return stored.phase().equals(Stage.CUT_OVER.text()) || stored.phase().equals(Stage.ROLLBACK.text());
    }

    /** Whether it had swapped, and only its row was left: looked at, not remembered (I10), once {@link #settleSwap} has been. */
    boolean swapped(Connection connection) throws SQLException {
        return stage() == Stage.CUT_OVER
                && engine.tables().read(connection, source.shadow()).isEmpty()
                && engine.tables().read(connection, source.retired()).isPresent();
    }

    /** Whether the change had been undone, and only its row was left. */
    boolean undone(Connection connection) throws SQLException {
        return stage() == Stage.ROLLBACK
                && engine.tables().read(connection, source.retired()).isEmpty()
                && engine.tables().read(connection, source.shadow()).isPresent();
    }

    /** Whether the change is made, and was to have a way back. */
    boolean hasWayBack(Connection connection) throws SQLException {
        return stage() == Stage.REVERSE || stage() == Stage.ROLLBACK || (swapped(connection) && readableWayBack());
    }

    /** The same after doing what the swap of a process that has ended may have left to be done. */
    Preparation.Prepared.Window window(Connection connection, RunSettings settings)
            throws SQLException, InterruptedException {
        if (swapped(connection)) {
            engine.leftovers()
                    .finishSwap(connection, source, settings.lockTimeout())
                    .forEach(left -> log.warn("NOT DONE: {}", left));
        }
        return window(connection);
    }

    /** The way back, to be kept open from here. */
    Preparation.Prepared.Window window(Connection connection) throws SQLException {
        Preparation.Prepared.Window window = asItIs(connection);
        SavedRun saved = saved();
        // until the window is first open the definition is that of the way forth
        if (Objects.requireNonNull(saved.reverse()).until() != null
                && !saved.definition().equals(Departure.definition(window.migration()))) {
            throw noWayBack("the definition of " + source + " or of " + source.retired()
                    + " is not what it was when the way back of the change of " + source + " was last kept current");
        }
        return window;
    }

    /** The same where nothing of it is to be kept current any more: whatever has become of the tables. */
    private Preparation.Prepared.Window asItIs(Connection connection) throws SQLException {
        SavedRun saved = saved();
        SavedReverse reverse = saved.reverse();
        Optional<Table> now = engine.tables().read(connection, source);
        Optional<Table> before = engine.tables().read(connection, source.retired());
        if (reverse == null || now.isEmpty() || before.isEmpty()) {
            throw noWayBack("the change of " + source + " is made, and its way back is gone: "
                    + (before.isEmpty() ? source.retired() + " is not there" : "it was not written down"));
        }
        Migration back =
                engine.reversal().turned(connection, stored.migration(), now.get(), before.get(), reverse.way());
        return new Preparation.Prepared.Window(back, new Departure(stored.epoch() + 1, saved));
    }

    private OscException noWayBack(String text) {
        return new OscException(
                        ExitCode.NOT_RESUMABLE,
                        text,
                        "put back what somebody did to it, or give the way back up: 'osc finish --table "
                                + source.table() + "' with the same --url")
                .and("(the change stays made)");
    }

    /** What is needed to drop the retired table, however it is to be done; empty: it is gone, or is to stay. */
    Optional<Preparation.Prepared.Window> toRetire(Connection connection, Reverse.Retired how) throws SQLException {
        return how == Reverse.Retired.KEEP
                        || engine.tables().read(connection, source.retired()).isEmpty()
                ? Optional.empty()
                : Optional.of(asItIs(connection));
    }

    private boolean readableWayBack() {
        try {
            return SavedRun.parse(String.valueOf(stored.checkpoint())).reverse() != null;
        } catch (SavedRun.UnreadableException e) {
            log.warn("whether the change of {} was to have a way back can't be read: {}", source, e.getMessage());
            return false;
        }
    }

    private SavedRun saved() {
        try {
            return SavedRun.parse(String.valueOf(stored.checkpoint()));
        } catch (SavedRun.UnreadableException e) {
            throw refusal("the checkpoint of the unfinished change of " + source + " can't be used: " + e.getMessage());
        }
    }

    /** Whether it had begun to follow the change stream; before that there is nothing to go on with. */
    boolean begun() {
        return stored.checkpoint() != null;
    }

    /** Whether a way back waits for whoever goes on with it: nothing that can't be read counts. */
    boolean windowOpen(Connection connection) throws SQLException {
        return Stage.of(stored.phase()).isPresent()
                && hasWayBack(connection)
                && !undone(connection)
                && engine.tables().read(connection, source.retired()).isPresent();
    }

    /** Somebody is at work on the table: where that is a way back, its user is to know what ends it. */
    static OscException busy(Engine engine, TableName source, OscException busy) {
        if (busy.code() != ExitCode.ALREADY_RUNNING) {
            return busy;
        }
        try (Connection connection = engine.plain().open()) {
            boolean window = of(engine, connection, source)
                    .filter(unfinished -> unfinished.stored.phase().equals(Stage.REVERSE.text()))
                    .isPresent();
            return window
                    ? new OscException(
                            ExitCode.ALREADY_RUNNING,
                            busy.getMessage() + ": it keeps the way back of the last change open",
                            wayBackEnds(source))
                    : busy;
        } catch (SQLException | OscException e) {
            return busy;
        }
    }

    private static String wayBackEnds(TableName source) {
        return "undo that change, 'osc rollback --table " + source.table()
                + "', or give the way back up, 'osc finish --table " + source.table()
                + "', with the same --url; then run again";
    }

    /** @throws OscException unless it is this very change */
    void requireSame(Connection connection, String change) throws SQLException {
        if (!stored.changeText().equals(change)) {
            throw hasWayBack(connection)
                    ? wayBackInTheWay()
                    : refusal("another change of " + source + " is unfinished" + described());
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
        SavedRun saved = saved();
        if (!saved.definition().equals(Departure.definition(migration))) {
            throw refusal("the definition of " + source + " or of " + source.shadow()
                    + " is not what it was when the unfinished change was last at work");
        }
        if (!makesSense(saved, migration)) {
            throw refusal("the checkpoint of the unfinished change of " + source
                    + " can't be used: it is damaged: its position is none, or a key in it is none of the table's");
        }
        log.info(
                "going on with the unfinished change of {}, last heard of at {}: {} rows copied",
                source,
                stored.updatedAt(),
                saved.rowsCopied());
        return new Departure(stored.epoch() + 1, saved);
    }

    private boolean makesSense(SavedRun saved, Migration migration) {
        try {
            engine.parts().apply(migration).changes().parse(saved.position());
            return Stream.of(Optional.ofNullable(saved.watermark()), Optional.ofNullable(saved.verified()))
                    .flatMap(Optional::stream)
                    .allMatch(key -> migration.key().fits(KeyTuple.parse(key)));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** What tells the shadow's rows apart is left off while it is filled: before it is looked at, it is to be there. */
    void makeKey(Connection connection) throws SQLException {
        engine.leftovers().makeKey(connection, source.shadow(), saved().deferred());
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

    /** Does what a swap, forth or back, leaves to be done, and forgets it; a sentence for each thing that could not be done. */
    List<String> finishSwap(Connection connection, RunSettings settings) throws SQLException, InterruptedException {
        List<String> left = engine.leftovers().finishSwap(connection, source, settings.lockTimeout());
        engine.leftovers().drop(connection, source).forEach(log::info);
        forget(connection);
        return left;
    }

    /** Another run would end the way back by the way. */
    OscException wayBackInTheWay() {
        return new OscException(
                        ExitCode.NOT_RESUMABLE,
                        "the way back of a change of " + source + " is open" + described(),
                        wayBackEnds(source))
                .and("(" + source + " is untouched)");
    }

    void forget(Connection connection) throws SQLException {
        store.forget(connection);
        // the request last: while it is there whoever asked waits
        if (engine.tables().read(connection, StateTables.requests(source)).isPresent()) {
            new Requests(engine.dialect(), Clock.systemUTC(), source).forget(connection);
        }
    }
}
