// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * sysbench's oltp_read_write transaction: ten reads by key, four of a hundred rows, an update of the indexed column,
 * one of another, a delete and an insert of the same key, commit. Keys are uniform; those it writes are its own, so
 * that it knows what the rows become. Confined to one thread.
 */
final class LoadSession implements AutoCloseable {

    private static final int RANGE = 100;
    private static final int VALID_WITHIN_SECONDS = 5;

    private final Connection connection;
    private final String sum;
    private final ExpectedRows expected;
    private final int number;
    private final SplittableRandom random;
    private final Load.Rate rate;
    private final Samples statements;
    private final PreparedStatement point;
    private final List<PreparedStatement> ranges = new ArrayList<>();
    private final PreparedStatement updateIndexed;
    private final PreparedStatement updateText;
    private final PreparedStatement delete;
    private final PreparedStatement insert;

    private @Nullable Transaction inDoubt;

    /** What a transaction makes of the rows. */
    private record Transaction(int raised, int changed, int text, int replaced, int k, int seed) {

        void expectedOf(ExpectedRows expected) {
            expected.raise(raised);
            expected.text(changed, text);
            expected.put(replaced, k, seed, seed);
        }
    }

    LoadSession(
            Connection connection,
            String sum,
            ExpectedRows expected,
            int number,
            Load.Rate rate,
            SplittableRandom random)
            throws SQLException {
        this(connection, sum, expected, number, rate, random, new Samples());
    }

    private LoadSession(
            Connection connection,
            String sum,
            ExpectedRows expected,
            int number,
            Load.Rate rate,
            SplittableRandom random,
            Samples statements)
            throws SQLException {
        this.connection = connection;
        this.sum = sum;
        this.expected = expected;
        this.number = number;
        this.rate = rate;
        this.random = random;
        this.statements = statements;
        connection.setAutoCommit(false);
        point = connection.prepareStatement("SELECT c FROM sbtest1 WHERE id = ?");
        String between = " FROM sbtest1 WHERE id BETWEEN ? AND ?";
        for (String range : List.of(
                "SELECT c" + between,
                "SELECT " + sum + between,
                "SELECT c" + between + " ORDER BY c",
                "SELECT DISTINCT c" + between + " ORDER BY c")) {
            ranges.add(connection.prepareStatement(range));
        }
        updateIndexed = connection.prepareStatement("UPDATE sbtest1 SET k = k + 1 WHERE id = ?");
        updateText = connection.prepareStatement("UPDATE sbtest1 SET c = ? WHERE id = ?");
        delete = connection.prepareStatement("DELETE FROM sbtest1 WHERE id = ?");
        insert = connection.prepareStatement("INSERT INTO sbtest1 (id, k, c, pad) VALUES (?, ?, ?, ?)");
    }

    /** One transaction; when it fails, nothing is expected of it. */
    void transact() throws SQLException {
        if (rate.reads()) {
            read();
        }
        change();
    }

    private void read() throws SQLException {
        for (int i = 0; i < 10; i++) {
            point.setInt(1, any());
            read(point);
        }
        for (PreparedStatement range : ranges) {
            int from = any();
            range.setInt(1, from);
            range.setInt(2, from + RANGE - 1);
            read(range);
        }
    }

    private void change() throws SQLException {
        Transaction mine = new Transaction(
                own(), own(), random.nextInt(), own(), random.nextInt(1, expected.rows() + 1), random.nextInt());
        updateIndexed.setInt(1, mine.raised());
        write(updateIndexed);
        updateText.setString(1, RowText.c(mine.text()));
        updateText.setInt(2, mine.changed());
        write(updateText);
        delete.setInt(1, mine.replaced());
        write(delete);
        insert.setInt(1, mine.replaced());
        insert.setInt(2, mine.k());
        insert.setString(3, RowText.c(mine.seed()));
        insert.setString(4, RowText.pad(mine.seed()));
        write(insert);
        inDoubt = mine;
        commit();
        inDoubt = null;
        mine.expectedOf(expected);
    }

    void rollBack() throws SQLException {
        connection.rollback();
        inDoubt = null;
    }

    boolean isLost() throws SQLException {
        return !connection.isValid(VALID_WITHIN_SECONDS);
    }

    /** The same on a new connection; a commit that was not answered is looked for in the table. */
    LoadSession again(Connection fresh) throws SQLException {
        connection.close();
        LoadSession next = new LoadSession(fresh, sum, expected, number, rate, random, statements);
        Transaction unanswered = inDoubt;
        if (unanswered != null && next.holds(unanswered)) {
            unanswered.expectedOf(expected);
        }
        return next;
    }

    /**
     * Nobody else writes that row, and nothing was written since. A session that was ended may still be at its commit:
     * it holds the row's lock as long, so that is waited for first; what it then has made of it is what the next statement sees.
     */
    private boolean holds(Transaction transaction) throws SQLException {
        String query = "SELECT c FROM sbtest1 WHERE id = ?";
        try (PreparedStatement locking = connection.prepareStatement(query + " FOR UPDATE");
                PreparedStatement plain = connection.prepareStatement(query)) {
            locking.setInt(1, transaction.replaced());
            locking.executeQuery().close();
            plain.setInt(1, transaction.replaced());
            try (ResultSet row = plain.executeQuery()) {
                return row.next() && row.getString(1).stripTrailing().equals(RowText.c(transaction.seed()));
            }
        } finally {
            connection.rollback();
        }
    }

    Samples statements() {
        return statements;
    }

    private int any() {
        return random.nextInt(1, expected.rows() + 1);
    }

    private int own() {
        int last = (expected.rows() - 1 - number) / rate.threads();
        return 1 + number + random.nextInt(last + 1) * rate.threads();
    }

    private void read(PreparedStatement statement) throws SQLException {
        long began = System.nanoTime();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                rows.getString(1);
            }
        } finally {
            statements.add(began, System.nanoTime() - began);
        }
    }

    private void write(PreparedStatement statement) throws SQLException {
        long began = System.nanoTime();
        int rows;
        try {
            rows = statement.executeUpdate();
        } finally {
            statements.add(began, System.nanoTime() - began);
        }
        if (rows != 1) {
            throw new BrokenRunException("a statement of the load met " + rows + " rows instead of one");
        }
    }

    private void commit() throws SQLException {
        long began = System.nanoTime();
        try {
            connection.commit();
        } finally {
            statements.add(began, System.nanoTime() - began);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
