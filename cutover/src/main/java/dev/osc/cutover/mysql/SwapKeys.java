// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.mysql;

import dev.osc.cutover.Budget;
import dev.osc.cutover.Swap;
import dev.osc.cutover.SwapSession;
import dev.osc.schema.Dialect;
import dev.osc.schema.TableName;
import dev.osc.schema.mysql.MySqlDialect;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes the source's foreign keys to the new table, and points to it those of other tables that point to the source. A key's
 * name is its schema's, like a trigger's; nothing is checked and no row read (foreign_key_checks=0): both tables hold the same.
 *
 * <p>Invariants: no key is on a table that osc writes to, whose rows lag, and none stays on the retired one, whose rows would
 * forbid the application what the new ones allow. So they are made on the shadow under interim names, after the last catch-up and
 * before the rename, and dropped from the retired table after it. Each ALTER is one step for the server: a death between two
 * leaves names by which {@link #settle} knows what is still to be done.
 */
final class SwapKeys {

    private static final String READ = """
            SELECT k.CONSTRAINT_NAME, k.TABLE_SCHEMA, k.TABLE_NAME, k.REFERENCED_TABLE_SCHEMA, k.REFERENCED_TABLE_NAME,
                   %1$s, %2$s, k.COLUMN_NAME, k.REFERENCED_COLUMN_NAME
              FROM information_schema.KEY_COLUMN_USAGE k
              JOIN information_schema.REFERENTIAL_CONSTRAINTS r ON r.CONSTRAINT_SCHEMA = k.CONSTRAINT_SCHEMA
                   AND r.CONSTRAINT_NAME = k.CONSTRAINT_NAME AND r.TABLE_NAME = k.TABLE_NAME
             WHERE %3$s AND k.REFERENCED_TABLE_NAME IS NOT NULL
             ORDER BY k.TABLE_SCHEMA, k.TABLE_NAME, k.CONSTRAINT_NAME, k.ORDINAL_POSITION""";

    /** 5.7 and MariaDB make NO ACTION of RESTRICT when it is said, and RESTRICT of nothing said. */
    private static final String RULE =
            "IF(VERSION() LIKE '5.%%' OR VERSION() LIKE '%%MariaDB%%', NULLIF(r.%s, 'RESTRICT'), r.%s)";

    private static final String ON_UPDATE = RULE.formatted("UPDATE_RULE", "UPDATE_RULE");
    private static final String ON_DELETE = RULE.formatted("DELETE_RULE", "DELETE_RULE");

    /** Whole names on both sides: a server before 8.0 opens every table of which it is not told the name. */
    private static final String OF_TABLE = READ.formatted(
            ON_UPDATE,
            ON_DELETE,
            "k.TABLE_SCHEMA = ? AND k.TABLE_NAME = ? AND r.CONSTRAINT_SCHEMA = ? AND r.TABLE_NAME = ?");

    private static final String TO_TABLE =
            READ.formatted(ON_UPDATE, ON_DELETE, "k.REFERENCED_TABLE_SCHEMA = ? AND k.REFERENCED_TABLE_NAME = ?");

    /** A twentieth of what {@link #READ} takes, by the names of tables alone: for when the lock is held. */
    private static final String PRESENT = """
            SELECT 1 FROM information_schema.REFERENTIAL_CONSTRAINTS
             WHERE (CONSTRAINT_SCHEMA = ? AND TABLE_NAME = ?)
                OR (UNIQUE_CONSTRAINT_SCHEMA = ? AND REFERENCED_TABLE_NAME IN (?, ?)) LIMIT 1""";

    private final Dialect dialect;
    private final UnaryOperator<String> columns;
    private final boolean withChildren;

    /**
     * @param columns from a column of the source to the shadow's
     * @param withChildren whether other tables' keys are seen to: they have to be locked with the source until after the rename
     */
    SwapKeys(Dialect dialect, UnaryOperator<String> columns, boolean withChildren) {
        this.dialect = dialect;
        this.columns = columns;
        this.withChildren = withChildren;
    }

    /**
     * Makes the source's keys on the shadow. The source is locked, and nothing is written to the shadow any more.
     *
     * @param session may alter the shadow; where it is locked, the session that holds it
     * @return whether there is anything to {@link #settle}
     */
    boolean carry(SwapSession session, Swap swap, Budget budget) throws SQLException {
        if (withChildren && !present(session, swap, budget.remaining())) {
            return false;
        }
        List<ForeignKey> keys = of(session, swap.source(), budget.remaining());
        for (ForeignKey key : keys) {
            requireCarriable(key);
        }
        alter(session, swap.shadow(), carrying(keys, swap), budget.remaining());
        List<ForeignKey> pointing = pointing(session, swap, budget.remaining());
        for (ForeignKey key : pointing) {
            requireCarriable(key);
        }
        return !keys.isEmpty() || !pointing.isEmpty();
    }

    /** Whether the source has a key, or another table has one that refers to it or still to the retired one. */
    private static boolean present(SwapSession session, Swap swap, Duration limit) throws SQLException {
        TableName source = swap.source();
        return !session.rows(
                        PRESENT,
                        limit,
                        source.schema(),
                        source.table(),
                        source.schema(),
                        source.table(),
                        swap.retired().table())
                .isEmpty();
    }

    private List<String> carrying(List<ForeignKey> keys, Swap swap) {
        return keys.stream()
                .map(key -> carried(key, swap.source(), swap.shadow()).added(dialect))
                .toList();
    }

    /** As it will be on the shadow; what refers to its own table goes on doing so. */
    ForeignKey carried(ForeignKey key, TableName source, TableName shadow) {
        ForeignKey there = key.on(shadow, key.columns().stream().map(columns).toList());
        return key.parent().equals(source)
                ? there.referringTo(
                        shadow, key.parentColumns().stream().map(columns).toList())
                : there;
    }

    static void requireCarriable(ForeignKey key) throws SQLException {
        Optional<String> obstacle = key.obstacle();
        if (obstacle.isPresent()) {
            throw new NotCarriedException("foreign key " + key.name() + " can't be carried: " + obstacle.get(), null);
        }
    }

    /** Takes back what {@link #carry} has done, before anything is written to the shadow again, which never has another key. */
    void forget(SwapSession session, TableName shadow, Duration limit) throws SQLException {
        dropAll(session, shadow, limit);
    }

    /** After the rename: the retired table's rows bind nobody any more. Waits for nobody who uses the new table alone. */
    void free(SwapSession session, Swap swap, Duration limit) throws SQLException {
        dropAll(session, swap.retired(), limit);
    }

    /** Whether {@link #settle} has nothing to do. */
    boolean settled(SwapSession control, Swap swap, Duration limit) throws SQLException {
        return of(control, swap.retired(), limit).isEmpty()
                && of(control, swap.source(), limit).stream().noneMatch(ForeignKey::isInterim)
                && pointing(control, swap, limit).stream()
                        .noneMatch(key -> key.isInterim() || key.parent().equals(swap.retired()));
    }

    /**
     * After the rename: the retired table loses its keys, the others' keys point to the new table, and all have their names.
     *
     * @param session holds all their locks
     */
    void settle(SwapSession session, Swap swap, Duration limit) throws SQLException {
        free(session, swap, limit);
        Map<TableName, List<String>> turned = new LinkedHashMap<>();
        for (ForeignKey key : pointing(session, swap, limit)) {
            if (key.parent().equals(swap.retired())) {
                List<String> clauses = turned.computeIfAbsent(key.table(), _ -> new ArrayList<>());
                ForeignKey there = key.referringTo(swap.source(), key.parentColumns());
                clauses.add((key.isInterim() ? there.called(key.lastingName()) : there.interim()).added(dialect));
                clauses.add(key.dropped(dialect));
            }
        }
        for (Map.Entry<TableName, List<String>> child : turned.entrySet()) {
            alter(session, child.getKey(), child.getValue(), limit);
        }
        name(session, of(session, swap.source(), limit), limit);
        name(session, pointing(session, swap, limit), limit);
    }

    /** Gives their own names to those that have interim ones. */
    private void name(SwapSession session, List<ForeignKey> keys, Duration limit) throws SQLException {
        Map<TableName, List<String>> named = new LinkedHashMap<>();
        Set<String> present = keys.stream()
                .map(key -> dialect.quote(new TableName(key.table().schema(), key.name())))
                .collect(Collectors.toSet());
        for (ForeignKey key : keys) {
            if (key.isInterim()) {
                List<String> clauses = named.computeIfAbsent(key.table(), _ -> new ArrayList<>());
                if (!present.contains(dialect.quote(new TableName(key.table().schema(), key.lastingName())))) {
                    clauses.add(key.called(key.lastingName()).added(dialect));
                }
                clauses.add(key.dropped(dialect));
            }
        }
        for (Map.Entry<TableName, List<String>> table : named.entrySet()) {
            alter(session, table.getKey(), table.getValue(), limit);
        }
    }

    /** The tables that a server which renames locked tables locks with the source: what its keys refer to, and its children. */
    List<TableName> lockedToo(SwapSession session, Swap swap, Duration limit) throws SQLException {
        if (!withChildren) {
            return List.of();
        }
        return Stream.concat(
                        of(session, swap.source(), limit).stream().map(ForeignKey::parent),
                        children(session, swap, limit).stream())
                .filter(table -> !table.equals(swap.source()))
                .distinct()
                .toList();
    }

    /** The other tables whose keys refer to the source, or still to the retired one. */
    List<TableName> children(SwapSession session, Swap swap, Duration limit) throws SQLException {
        return pointing(session, swap, limit).stream()
                .map(ForeignKey::table)
                .distinct()
                .toList();
    }

    /** Other tables' keys that refer to the source, or still to the retired one. */
    List<ForeignKey> pointing(SwapSession session, Swap swap, Duration limit) throws SQLException {
        if (!withChildren) {
            return List.of();
        }
        Set<TableName> own = Set.of(swap.source(), swap.shadow(), swap.retired());
        List<ForeignKey> found = new ArrayList<>();
        for (TableName parent : List.of(swap.retired(), swap.source())) {
            read(session.rows(TO_TABLE, limit, parent.schema(), parent.table())).stream()
                    .filter(key -> key.parent().equals(parent) && !own.contains(key.table()))
                    .forEach(found::add);
        }
        return found;
    }

    /** Those that belong to the table. */
    List<ForeignKey> of(SwapSession session, TableName table, Duration limit) throws SQLException {
        return read(session.rows(OF_TABLE, limit, table.schema(), table.table(), table.schema(), table.table()))
                .stream()
                .filter(key -> key.table().equals(table))
                .toList();
    }

    /** One row for each column; the server compares without regard to case, and some answer in small letters. */
    private static List<ForeignKey> read(List<List<String>> rows) {
        Map<List<String>, List<List<String>>> keys = rows.stream()
                .collect(Collectors.groupingBy(row -> row.subList(0, 7), LinkedHashMap::new, Collectors.toList()));
        List<ForeignKey> found = new ArrayList<>();
        keys.forEach((head, parts) -> found.add(new ForeignKey(
                head.getFirst(),
                new TableName(head.get(1), head.get(2)),
                parts.stream().map(part -> part.get(7)).toList(),
                new TableName(head.get(3), head.get(4)),
                parts.stream().map(part -> part.get(8)).toList(),
                head.get(5),
                head.get(6))));
        return found;
    }

    private void dropAll(SwapSession session, TableName table, Duration limit) throws SQLException {
        alter(
                session,
                table,
                of(session, table, limit).stream()
                        .map(key -> key.dropped(dialect))
                        .toList(),
                limit);
    }

    /** How what changes a table's keys begins. */
    String altering(TableName table) {
        return MySqlDialect.SWAP_ALTERS + dialect.quote(table) + " ";
    }

    /** In the catalogue alone. Known in the log by its mark, so that a stream that watches the table lets it pass. */
    void alter(SwapSession session, TableName table, List<String> clauses, Duration limit) throws SQLException {
        if (clauses.isEmpty()) {
            return;
        }
        String own =
                session.rows("SELECT @@foreign_key_checks", limit).getFirst().getFirst();
        try {
            session.execute("SET SESSION foreign_key_checks = 0", limit);
            session.execute(altering(table) + String.join(", ", clauses) + ", ALGORITHM=INPLACE", limit);
        } catch (SQLException e) {
            throw new SQLException(
                    "foreign keys of " + table + ": " + e.getMessage(), e.getSQLState(), e.getErrorCode(), e);
        } finally {
            session.execute("SET SESSION foreign_key_checks = " + own, limit);
        }
    }
}
