// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * sysbench's oltp_read_write transaction: ten reads by key, four of a hundred rows, an update of the indexed column,
 * one of another, a delete and an insert of the same key, commit. Keys are uniform; those it writes are its own, so
 * that it knows what the rows become. Confined to one thread.
 */
final class LoadSession implements AutoCloseable {

    private static final int RANGE = 100;

    private final Connection connection;
    private final ExpectedRows expected;
    private final int number;
    private final int sessions;
    private final SplittableRandom random;
    private final boolean reads;
    private final Samples statements = new Samples();
    private final PreparedStatement point;
    private final List<PreparedStatement> ranges = new ArrayList<>();
    private final PreparedStatement updateIndexed;
    private final PreparedStatement updateText;
    private final PreparedStatement delete;
    private final PreparedStatement insert;

    LoadSession(
            Connection connection,
            SysbenchSql sql,
            ExpectedRows expected,
            int number,
            Load.Rate rate,
            SplittableRandom random)
            throws SQLException {
        this.connection = connection;
        this.expected = expected;
        this.number = number;
        this.sessions = rate.threads();
        this.reads = rate.reads();
        this.random = random;
        connection.setAutoCommit(false);
        point = connection.prepareStatement("SELECT c FROM sbtest1 WHERE id = ?");
        String between = " FROM sbtest1 WHERE id BETWEEN ? AND ?";
        for (String range : List.of(
                "SELECT c" + between,
                "SELECT " + sql.sum() + between,
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
        if (reads) {
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
        int raised = own();
        updateIndexed.setInt(1, raised);
        write(updateIndexed);
        int changed = own();
        int text = random.nextInt();
        updateText.setString(1, RowText.c(text));
        updateText.setInt(2, changed);
        write(updateText);
        int replaced = own();
        int k = random.nextInt(1, expected.rows() + 1);
        int seed = random.nextInt();
        delete.setInt(1, replaced);
        write(delete);
        insert.setInt(1, replaced);
        insert.setInt(2, k);
        insert.setString(3, RowText.c(seed));
        insert.setString(4, RowText.pad(seed));
        write(insert);
        commit();
        expected.raise(raised);
        expected.text(changed, text);
        expected.put(replaced, k, seed, seed);
    }

    void rollBack() throws SQLException {
        connection.rollback();
    }

    Samples statements() {
        return statements;
    }

    private int any() {
        return random.nextInt(1, expected.rows() + 1);
    }

    private int own() {
        int last = (expected.rows() - 1 - number) / sessions;
        return 1 + number + random.nextInt(last + 1) * sessions;
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
