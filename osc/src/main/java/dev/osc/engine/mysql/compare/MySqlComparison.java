// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.compare;

import dev.osc.copy.ChunkVerbs;
import dev.osc.schema.KeyRange;
import dev.osc.schema.KeyTuple;
import dev.osc.schema.TableName;
import dev.osc.schema.mysql.MySqlDialect;
import dev.osc.schema.mysql.MySqlKeySql;
import dev.osc.verify.Compared;
import dev.osc.verify.Comparison;
import dev.osc.verify.Difference;
import dev.osc.verify.Tally;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Compares the source itself with the shadow, or, where values change their type, a double of its rows. Stateless. */
public final class MySqlComparison implements Comparison {

    private static final MySqlDialect DIALECT = new MySqlDialect();

    private final ChunkVerbs verbs;
    private final @Nullable Doubles doubles;
    private final JoinedTables joined;

    /** @param verbs for the source's bounds */
    public MySqlComparison(Compared tables, ChunkVerbs verbs) {
        this.verbs = verbs;
        List<Optional<SameValue>> columns = tables.mapping().pairs().stream()
                .map(pair -> SameValue.of(
                        tables.source().column(pair.source()).orElseThrow(),
                        tables.shadow().column(pair.shadow()).orElseThrow()))
                .toList();
        JoinedTables.Side shadow = side(tables.shadow().name(), tables.shadowKey(), MySqlKeySql.ofShadow(tables.key()));
        if (columns.stream().allMatch(Optional::isPresent)) {
            this.doubles = null;
            this.joined = new JoinedTables(
                    side(tables.source().name(), tables.key().keyName(), MySqlKeySql.ofSource(tables.key())),
                    shadow,
                    columns.stream().map(Optional::orElseThrow).toList());
        } else {
            this.doubles = new Doubles(tables);
            this.joined = doubles.joinedWith(shadow);
        }
    }

    private static JoinedTables.Side side(TableName table, String index, MySqlKeySql keys) {
        return new JoinedTables.Side(DIALECT.quote(table), " FORCE INDEX (" + DIALECT.quote(index) + ")", keys);
    }

    @Override
    public void rehearse(Connection connection) throws SQLException {
        if (doubles != null) {
            doubles.fill(connection, keys -> "FALSE");
        }
        joined.rehearse(connection);
    }

    @Override
    public @Nullable KeyTuple bound(Connection connection, @Nullable KeyTuple after, int rows) throws SQLException {
        return verbs.bound(connection, after, rows);
    }

    @Override
    public Tally tally(Connection connection, KeyRange range) throws SQLException {
        return joined.tally(connection, prepared(connection, keys -> keys.inside(range)));
    }

    @Override
    public List<Difference> differences(Connection connection, KeyRange range, int most) throws SQLException {
        return joined.differences(connection, prepared(connection, keys -> keys.inside(range)), most);
    }

    @Override
    public List<Difference> differences(Connection connection, Collection<KeyTuple> some) throws SQLException {
        return joined.differences(connection, prepared(connection, keys -> keys.in(some)), 2 * some.size());
    }

    private Function<MySqlKeySql, String> prepared(Connection connection, Function<MySqlKeySql, String> where)
            throws SQLException {
        if (doubles != null) {
            doubles.fill(connection, where);
        }
        return where;
    }

    @Override
    public List<String> leftOut() {
        return List.of();
    }
}
