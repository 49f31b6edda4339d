// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres;

import dev.osc.replay.Placer;
import dev.osc.schema.KeyShape;
import dev.osc.schema.KeyTuple;
import dev.osc.schema.postgres.PostgresKeySql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Asks the server where keys lie between bounds: by the comparisons that the chunks use, collations included. */
final class PostgresPlacer implements Placer {

    private final PostgresKeySql keys;

    PostgresPlacer(KeyShape key) {
        this.keys = PostgresKeySql.ofSource(key);
    }

    @Override
    public int[] place(Connection connection, List<KeyTuple> wanted, List<KeyTuple> bounds) throws SQLException {
        int[] places = new int[wanted.size()];
        if (bounds.isEmpty() || wanted.isEmpty()) {
            return places;
        }
        String sql = "SELECT k.n, (SELECT count(*) FROM unnest(" + keys.arrays(bounds) + ") AS b ("
                + each(i -> "c" + i) + ") WHERE (" + each(i -> keys.collated(i, "k.c" + i)) + ") > ("
                + each(i -> "b.c" + i)
                + ")) FROM unnest(" + keys.arrays(wanted) + ") WITH ORDINALITY AS k (" + each(i -> "c" + i) + ", n)";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                places[row.getInt(1) - 1] = row.getInt(2);
            }
        }
        return places;
    }

    private String each(IntFunction<String> text) {
        return IntStream.range(0, keys.size()).mapToObj(text).collect(Collectors.joining(", "));
    }
}
