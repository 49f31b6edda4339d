// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.mysql;

import dev.osc.cutover.Budget;
import dev.osc.cutover.Swap;
import dev.osc.cutover.SwapSession;
import dev.osc.schema.Dialect;
import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes the source's triggers to the new table. A trigger's name is its schema's, so that two tables can't have one of the same
 * name, and no statement renames one.
 *
 * <p>Invariants: the table that the application writes to always has each trigger, once; no table has one that osc writes to.
 * So they are made on the shadow under interim names, after the last catch-up and before the rename, which takes them along; then
 * each gets its own name, while the table is locked. A death in between leaves interim names, or, within two statements, one
 * trigger under both: {@link #settle} mends either.
 */
public final class SwapTriggers {

    /** How states begin that no other moment changes: an unknown column, a privilege that is missing. */
    private static final String SYNTAX_OR_ACCESS = "42";

    /** The same, with a state that says nothing: the name is taken; log_bin_trust_function_creators. */
    private static final Set<Integer> LASTING = Set.of(1359, 1419);

    private final Dialect dialect;

    public SwapTriggers(Dialect dialect) {
        this.dialect = dialect;
    }

    /**
     * Makes the source's triggers on the shadow. The source is locked, and nothing is written to the shadow any more.
     *
     * @param session may alter the shadow; where it is locked, the session that holds it
     * @return whether there are any
     */
    boolean carry(SwapSession session, Swap swap, Budget budget) throws SQLException {
        List<Trigger> triggers = carriable(session, swap.source(), budget.remaining());
        for (Trigger trigger : triggers) {
            make(session, trigger.called(trigger.interim()), swap.shadow(), Optional.empty(), budget.remaining());
        }
        return !triggers.isEmpty();
    }

    /** Takes back what {@link #carry} has done, before anything is written to the shadow again. */
    void forget(SwapSession session, TableName shadow, Duration limit) throws SQLException {
        for (String name : names(session, shadow, limit)) {
            if (InterimName.is(name)) {
                drop(session, shadow, name, limit);
            }
        }
    }

    /** Whether {@link #settle} has nothing to do. */
    boolean settled(SwapSession control, Swap swap, Duration limit) throws SQLException {
        return names(control, swap.retired(), limit).isEmpty()
                && names(control, swap.source(), limit).stream().noneMatch(InterimName::is);
    }

    /**
     * After the rename: the retired table loses its triggers, those of the new one get their names.
     *
     * @param session holds both tables' locks
     */
    void settle(SwapSession session, Swap swap, Duration limit) throws SQLException {
        List<Trigger> present = new ArrayList<>(on(session, swap.source(), limit));
        Set<String> names = present.stream().map(Trigger::name).collect(Collectors.toSet());
        for (Trigger old : on(session, swap.retired(), limit)) {
            Trigger interim = old.called(old.interim());
            if (names.add(interim.name())) {
                // a server before 8.0 crashed within RENAME, between a table and its triggers
                make(session, interim, swap.source(), Optional.empty(), limit);
                present.add(interim);
            }
            drop(session, swap.source(), old.name(), limit);
        }
        for (Trigger interim : present) {
            if (interim.isInterim()) {
                String name = interim.lastingName();
                if (!names.contains(name)) {
                    make(session, interim.called(name), swap.source(), Optional.of(interim.name()), limit);
                }
                drop(session, swap.source(), interim.name(), limit);
            }
        }
    }

    /**
     * Makes the source's triggers on a table like it that nobody writes to, and drops them again: what the server would refuse
     * in the swap it refuses here.
     *
     * @throws SQLException of the server, with the trigger named
     */
    public void rehearse(Connection connection, TableName source, TableName shadow) throws SQLException {
        SwapSession.borrowing(connection, SwapSessions.WHO_AM_I, SwapSessions.SHORT, session -> {
            for (Trigger trigger : carriable(session, source, SwapSessions.SHORT)) {
                make(session, trigger.called(trigger.interim()), shadow, Optional.empty(), SwapSessions.SHORT);
                drop(session, shadow, trigger.interim(), SwapSessions.SHORT);
            }
        });
    }

    /** Of a table, if each of them can be made again. */
    private List<Trigger> carriable(SwapSession session, TableName table, Duration limit) throws SQLException {
        List<Trigger> triggers = on(session, table, limit);
        for (Trigger trigger : triggers) {
            Optional<String> obstacle = trigger.obstacle(table);
            if (obstacle.isPresent()) {
                throw new NotCarriedException(
                        "trigger " + trigger.name() + " can't be carried: " + obstacle.get(), null);
            }
        }
        return triggers;
    }

    /** In the order in which they fire. */
    private List<Trigger> on(SwapSession session, TableName table, Duration limit) throws SQLException {
        List<Trigger> triggers = new ArrayList<>();
        for (List<String> row : rows(session, table, limit)) {
            String definition = session.rows("SHOW CREATE TRIGGER " + name(table, row.getFirst()), limit)
                    .getFirst()
                    .get(2);
            triggers.add(new Trigger(
                    row.getFirst(),
                    row.get(1),
                    row.get(2),
                    row.get(3),
                    Trigger.byRole(definition),
                    row.get(4),
                    row.get(5),
                    row.get(6),
                    row.get(7),
                    row.get(8),
                    Trigger.body(definition)));
        }
        return triggers;
    }

    private static List<String> names(SwapSession session, TableName table, Duration limit) throws SQLException {
        return rows(session, table, limit).stream().map(List::getFirst).toList();
    }

    private static List<List<String>> rows(SwapSession session, TableName table, Duration limit) throws SQLException {
        String sql = """
                SELECT TRIGGER_NAME, ACTION_TIMING, EVENT_MANIPULATION, DEFINER, SQL_MODE, CHARACTER_SET_CLIENT,
                       COLLATION_CONNECTION, DATABASE_COLLATION,
                       (SELECT DEFAULT_COLLATION_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ?),
                       EVENT_OBJECT_TABLE, @@lower_case_table_names
                  FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = ? AND EVENT_OBJECT_TABLE = ?
                 ORDER BY EVENT_MANIPULATION, ACTION_TIMING, ACTION_ORDER""";
        // the server compares without regard to case: tables named Orders and orders are two here
        return session.rows(sql, limit, table.schema(), table.schema(), table.table()).stream()
                .filter(row -> !row.get(10).equals("0") || row.get(9).equals(table.table()))
                .toList();
    }

    /** @param before the trigger of the same event that it fires just before; empty: it fires last */
    private void make(SwapSession session, Trigger trigger, TableName table, Optional<String> before, Duration limit)
            throws SQLException {
        List<String> own = session.rows("SELECT @@sql_mode, @@character_set_client, @@collation_connection", limit)
                .getFirst();
        // servers before 8.0, and MariaDB, keep these words: a name with its schema could not be restored into another
        // one
        String sql = "CREATE DEFINER=" + definer(trigger) + " TRIGGER " + dialect.quote(trigger.name()) + " "
                + trigger.timing() + " " + trigger.event() + " ON " + dialect.quote(table.table()) + " FOR EACH ROW "
                + before.map(other -> "PRECEDES " + dialect.quote(other) + " ").orElse("") + trigger.body();
        try {
            session.execute(settings(trigger.mode(), trigger.client(), trigger.collation()), limit);
            session.execute(sql, limit);
        } catch (SQLException e) {
            String text = "trigger " + (trigger.isInterim() ? trigger.lastingName() : trigger.name())
                    + " can't be made on " + table + ": " + e.getMessage();
            throw String.valueOf(e.getSQLState()).startsWith(SYNTAX_OR_ACCESS) || LASTING.contains(e.getErrorCode())
                    ? new NotCarriedException(text, e)
                    : new SQLException(text, e.getSQLState(), e.getErrorCode(), e);
        } finally {
            session.execute(settings(own.getFirst(), own.get(1), own.get(2)), limit);
        }
    }

    private static String settings(String mode, String client, String collation) {
        return "SET SESSION sql_mode = '%s', character_set_client = '%s', collation_connection = '%s'"
                .formatted(mode, client, collation);
    }

    private void drop(SwapSession session, TableName table, String trigger, Duration limit) throws SQLException {
        session.execute("DROP TRIGGER " + name(table, trigger), limit);
    }

    /** A trigger lives in its table's schema. */
    private String name(TableName table, String trigger) {
        return dialect.quote(new TableName(table.schema(), trigger));
    }

    private String definer(Trigger trigger) {
        String definer = trigger.definer();
        int at = definer.lastIndexOf('@');
        String user = dialect.quote(at < 0 ? definer : definer.substring(0, at));
        return trigger.role() || at < 0 ? user : user + "@" + dialect.quote(definer.substring(at + 1));
    }
}
