// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.mysql;

import dev.osc.cutover.Swap;
import dev.osc.cutover.SwapSession;
import dev.osc.schema.Dialect;
import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes the source's foreign keys on the empty shadow, and drops them again: what the server would refuse in the swap it refuses
 * here, by its own SQLException with the key named. Other tables' keys can't be tried without touching those tables: there what
 * they refer to has to stay as it is.
 *
 * <p>Servers from 8.0 on lock the table that a new key refers to: a second at a time, behind which others wait.
 */
public final class KeyRehearsal {

    private static final int ATTEMPTS = 3;
    private static final int LOCK_WAIT_TIMEOUT = 1205;

    private static final String INDEXES = """
            SELECT INDEX_NAME, GROUP_CONCAT(COLUMN_NAME ORDER BY SEQ_IN_INDEX SEPARATOR '\\n'), MAX(NON_UNIQUE)
              FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? GROUP BY INDEX_NAME""";

    private static final String TYPE = """
            SELECT COLUMN_TYPE, COALESCE(CHARACTER_SET_NAME, ''), COALESCE(COLLATION_NAME, '')
              FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND COLUMN_NAME = ?""";

    private record Index(String name, List<String> columns, boolean unique) {

        boolean beginsWith(List<String> names) {
            return columns.size() >= names.size() && same(columns.subList(0, names.size()), names);
        }
    }

    private final Dialect dialect;
    private final SwapSession session;
    private final SwapKeys keys;
    private final Swap swap;

    private KeyRehearsal(Dialect dialect, SwapSession session, SwapKeys keys, Swap swap) {
        this.dialect = dialect;
        this.session = session;
        this.keys = keys;
        this.swap = swap;
    }

    /**
     * @param columns from a column of the source to the shadow's; empty text where it goes
     * @param withChildren whether other tables' keys will be pointed to the new table
     * @param empty whether the shadow has no rows and all its indexes, so that keys can be tried on it; an index that the server had
     *     made for a key it would make once more: it is made one of the table's own
     * @throws SQLException of the server, with the key named
     */
    public static void run(
            Connection connection,
            Dialect dialect,
            TableName source,
            UnaryOperator<String> columns,
            boolean withChildren,
            boolean empty)
            throws SQLException {
        Swap swap = new Swap(source, source.shadow(), source.retired(), Duration.ofSeconds(1));
        SwapKeys keys = new SwapKeys(dialect, columns, withChildren);
        SwapSession.borrowing(connection, SwapSessions.WHO_AM_I, SwapSessions.SHORT, session -> {
            String waiting = session.rows("SELECT @@lock_wait_timeout", SwapSessions.SHORT)
                    .getFirst()
                    .getFirst();
            session.execute("SET SESSION lock_wait_timeout = 1", SwapSessions.SHORT);
            try {
                KeyRehearsal rehearsal = new KeyRehearsal(dialect, session, keys, swap);
                rehearsal.own(empty);
                rehearsal.others(columns);
            } finally {
                session.execute("SET SESSION lock_wait_timeout = " + waiting, SwapSessions.SHORT);
            }
        });
    }

    private void own(boolean empty) throws SQLException {
        for (ForeignKey key : keys.of(session, swap.source(), SwapSessions.SHORT)) {
            SwapKeys.requireCarriable(key);
            if (empty) {
                tryOn(key);
            }
        }
    }

    private void tryOn(ForeignKey key) throws SQLException {
        ForeignKey there = keys.carried(key, swap.source(), swap.shadow());
        if (there.columns().contains("")) {
            throw new SQLException("foreign key " + key.name() + " can't be carried: a column of it goes");
        }
        List<Index> before = indexes(swap.shadow());
        if (before.stream().noneMatch(index -> index.beginsWith(there.columns()))) {
            throw new SQLException("foreign key " + key.name()
                    + " can't be carried: no index of the new table begins with " + String.join(", ", there.columns()));
        }
        alter(key, there.added(dialect));
        List<Index> after = indexes(swap.shadow());
        alter(key, there.dropped(dialect));
        for (Index made : after) {
            if (before.stream().noneMatch(index -> index.name().equals(made.name()))) {
                Optional<Index> gone = before.stream()
                        .filter(index ->
                                after.stream().noneMatch(other -> other.name().equals(index.name())))
                        .findFirst();
                alter(
                        key,
                        "DROP KEY %s, ADD KEY %s (%s)"
                                .formatted(
                                        dialect.quote(made.name()),
                                        dialect.quote(gone.orElse(made).name()),
                                        made.columns().stream()
                                                .map(dialect::quote)
                                                .collect(Collectors.joining(", "))));
            }
        }
    }

    private void alter(ForeignKey key, String clauses) throws SQLException {
        for (int attempt = 1; true; attempt++) {
            try {
                keys.alter(session, swap.shadow(), List.of(clauses), SwapSessions.SHORT);
                return;
            } catch (SQLException e) {
                if (e.getErrorCode() != LOCK_WAIT_TIMEOUT || attempt == ATTEMPTS) {
                    throw new SQLException(
                            "foreign key " + key.name() + " can't be made on the new table: " + e.getMessage(),
                            e.getSQLState(),
                            e.getErrorCode(),
                            e);
                }
            }
        }
    }

    /** What other tables' keys refer to is to be what it was. */
    private void others(UnaryOperator<String> columns) throws SQLException {
        for (ForeignKey key : keys.pointing(session, swap, SwapSessions.SHORT)) {
            SwapKeys.requireCarriable(key);
            String whose = "foreign key " + key.name() + " of " + key.table() + " can't be carried: ";
            for (String column : key.parentColumns()) {
                if (!columns.apply(column).equalsIgnoreCase(column)
                        || !type(swap.source(), column).equals(type(swap.shadow(), column))) {
                    throw new NotCarriedException(
                            whose + "it refers to " + column + ", whose name or type changes", null);
                }
            }
            if (strength(swap.shadow(), key.parentColumns()) < strength(swap.source(), key.parentColumns())) {
                throw new NotCarriedException(whose + "the index that it refers to goes", null);
            }
        }
    }

    private List<List<String>> type(TableName table, String column) throws SQLException {
        return session.rows(TYPE, SwapSessions.SHORT, table.schema(), table.table(), column);
    }

    /** 2: a unique key of just these columns; 1: an index that begins with them. */
    private int strength(TableName table, List<String> names) throws SQLException {
        return indexes(table).stream()
                .filter(index -> index.beginsWith(names))
                .mapToInt(index -> index.unique() && index.columns().size() == names.size() ? 2 : 1)
                .max()
                .orElse(0);
    }

    private List<Index> indexes(TableName table) throws SQLException {
        return session.rows(INDEXES, SwapSessions.SHORT, table.schema(), table.table()).stream()
                .map(row -> new Index(
                        row.getFirst(),
                        List.of(row.get(1).split("\n", -1)),
                        row.get(2).equals("0")))
                .toList();
    }

    private static boolean same(List<String> one, List<String> other) {
        return IntStream.range(0, one.size()).allMatch(i -> one.get(i).equalsIgnoreCase(other.get(i)));
    }
}
