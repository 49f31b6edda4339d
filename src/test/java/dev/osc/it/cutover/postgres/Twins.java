// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.cutover.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.it.servers.TestSchema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Two databases made by the same statements: one is altered by the server, the other by a swap; then they must be alike. */
public final class Twins implements AutoCloseable {

    private final TestSchema one;
    private final TestSchema other;

    public Twins(TestSchema one, String... statements) throws SQLException {
        this.one = one;
        this.other = one.server().freshSchema();
        one.execute(statements);
        other.execute(statements);
    }

    /** The one that is swapped. */
    TestSchema swapped() {
        return one;
    }

    public TestSchema altered() {
        return other;
    }

    /** By the server itself. */
    public Twins alter(String... statements) throws SQLException {
        other.execute(statements);
        return this;
    }

    /** The server's way: one ALTER TABLE of all actions; and osc's. */
    void requireAlike(String... actions) throws SQLException {
        other.execute("ALTER TABLE orders " + String.join(", ", actions));
        new Succeeding(one, actions).succeed();
        requireAlike();
    }

    public void requireAlike() throws SQLException {
        List<String> expected = Description.of(other);
        List<String> actual = Description.of(one);
        List<String> missing = new ArrayList<>(expected);
        actual.forEach(missing::remove);
        List<String> surplus = new ArrayList<>(actual);
        expected.forEach(surplus::remove);
        assertThat(surplus)
                .as("after the swap, in place of %s", String.join("\n", missing))
                .isEmpty();
        assertThat(missing).as("lost by the swap").isEmpty();
        assertThat(one.rows("SELECT * FROM orders ORDER BY 1"))
                .isEqualTo(other.rows("SELECT * FROM orders ORDER BY 1"));
    }

    @Override
    public void close() throws SQLException {
        other.close();
    }
}
