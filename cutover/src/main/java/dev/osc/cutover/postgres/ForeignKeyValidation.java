// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.postgres;

import dev.osc.cutover.Pause;
import dev.osc.cutover.postgres.hanging.ForeignKeys;
import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is left when a swap is done: foreign keys from and to the new table came as NOT VALID; they bind every new row already, and
 * VALIDATE CONSTRAINT reads the old ones beside the writers (it takes SHARE UPDATE EXCLUSIVE, and ROW SHARE on the other table).
 * Those that were NOT VALID before the swap stay so: the retired table's comment names them. May run again at any time.
 */
public final class ForeignKeyValidation {

    /** How the validation of one foreign key ended. */
    public sealed interface Outcome {

        /** @param key name and table, for people */
        record Validated(String key) implements Outcome {}

        /** Rows break it; it goes on to bind new ones. */
        record Broken(String key, String reason) implements Outcome {}

        /** Its lock was not had; to be tried again. */
        record Postponed(String key, String reason) implements Outcome {}
    }

    private static final String LEFT = """
            SELECT c.conrelid::regclass::text AS child, quote_ident(c.conname) AS name
            FROM pg_constraint c LEFT JOIN pg_class r ON r.oid = (
                 SELECT o.oid FROM pg_class o JOIN pg_namespace n ON n.oid = o.relnamespace WHERE n.nspname = ? AND o.relname = ?)
            WHERE c.contype = 'f' AND NOT c.convalidated AND :enforced AND c.conparentid = 0
              AND (SELECT o.oid FROM pg_class o JOIN pg_namespace n ON n.oid = o.relnamespace
                   WHERE n.nspname = ? AND o.relname = ?) IN (c.conrelid, c.confrelid)
              AND NOT (starts_with(coalesce(obj_description(r.oid, 'pg_class'), ''), ?)
                       AND c.conrelid::regclass || ' ' || quote_ident(c.conname)
                           = ANY(string_to_array(obj_description(r.oid, 'pg_class'), E'\\n')))
            ORDER BY 1, 2
            """;

    /** Lock not had in time; deadlock. */
    private static final Set<String> AGAIN = Set.of(Failure.LOCK_NOT_AVAILABLE, "40P01");

    private static final int TRIES = 20;

    private static final String BROKEN = "23503";

    private record Key(String child, String name) {
        @Override
        public String toString() {
            return name + " of " + child;
        }
    }

    private final TableName source;
    private final TableName retired;
    private final Pause pause;

    public ForeignKeyValidation(TableName source, TableName retired, Pause pause) {
        this.source = source;
        this.retired = retired;
        this.pause = pause;
    }

    /**
     * Validates what is left to be validated; empty when nothing is.
     *
     * @param session in autocommit; a validation reads the whole table, so it must not limit its statements' time
     * @param lockTimeout how long each try may wait for its lock: whoever comes later waits behind it
     * @param tries for each foreign key, at least one; between them a rest of ten lock timeouts
     */
    public List<Outcome> finish(Connection session, Duration lockTimeout, int tries)
            throws SQLException, InterruptedException {
        try (CataloguePath path = CataloguePath.on(session);
                Statement statement = path.connection().createStatement()) {
            statement.execute("SET lock_timeout = " + lockTimeout.toMillis());
            List<Outcome> outcomes = new ArrayList<>();
            for (Key key : left(session)) {
                outcomes.add(validated(statement, key, lockTimeout, tries));
            }
            statement.execute("RESET lock_timeout");
            return outcomes;
        }
    }

    /** The same, told in sentences: what could not be done. */
    public List<String> left(Connection session, Duration lockTimeout) throws SQLException, InterruptedException {
        return finish(session, lockTimeout, TRIES).stream()
                .map(ForeignKeyValidation::told)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> told(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Validated _ -> Optional.empty();
            case Outcome.Broken broken ->
                Optional.of(
                        "foreign key " + broken.key() + " binds new rows, but old ones break it: " + broken.reason());
            case Outcome.Postponed postponed ->
                Optional.of("foreign key " + postponed.key() + " binds new rows, but old ones could not be checked ("
                        + postponed.reason() + "): ALTER TABLE … VALIDATE CONSTRAINT does it");
        };
    }

    private List<Key> left(Connection session) throws SQLException {
        int major = session.getMetaData().getDatabaseMajorVersion();
        try (PreparedStatement statement =
                session.prepareStatement(LEFT.replace(":enforced", major >= 18 ? "c.conenforced" : "true"))) {
            statement.setString(1, retired.schema());
            statement.setString(2, retired.table());
            statement.setString(3, source.schema());
            statement.setString(4, source.table());
            statement.setString(5, ForeignKeys.NOTE);
            List<Key> keys = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    keys.add(new Key(row.getString("child"), row.getString("name")));
                }
            }
            return keys;
        }
    }

    private Outcome validated(Statement statement, Key key, Duration lockTimeout, int tries)
            throws SQLException, InterruptedException {
        for (int failed = 1; ; failed++) {
            try {
                statement.execute("ALTER TABLE " + key.child() + " VALIDATE CONSTRAINT " + key.name());
                return new Outcome.Validated(key.toString());
            } catch (SQLException e) {
                String reason = String.valueOf(e.getMessage());
                if (BROKEN.equals(e.getSQLState())) {
                    return new Outcome.Broken(key.toString(), reason);
                }
                if (!AGAIN.contains(String.valueOf(e.getSQLState()))) {
                    throw e;
                }
                if (failed >= tries) {
                    return new Outcome.Postponed(key.toString(), reason);
                }
            }
            pause.last(lockTimeout.multipliedBy(10));
        }
    }
}
