// SPDX-License-Identifier: Apache-2.0
package dev.osc.demo;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one writer does, one transaction at a time. Keys that it inserts into gaps are its own, so that no two writers
 * ever collide on a key: an odd id belongs to the writer that its remainder names. Confined to one thread.
 */
final class Moves {

    /** One transaction on both tables. */
    @FunctionalInterface
    interface Move {
        void make(Timed session) throws SQLException, InterruptedException;
    }

    private final SplittableRandom random;
    private final int writer;
    private final int writers;
    private final int rows;
    private final AtomicLong tail;
    private final Deque<Long> freed = new ArrayDeque<>();
    private long gap;
    private long codes;
    private long taken;

    Moves(SplittableRandom random, int writer, int writers, int rows, AtomicLong tail) {
        this.random = random;
        this.writer = writer;
        this.writers = writers;
        this.rows = rows;
        this.tail = tail;
    }

    Move next() {
        taken = 0;
        return switch (random.nextInt(20)) {
            case 0, 1, 2 -> this::insertAtTail;
            case 3, 4 -> this::insertInGap;
            case 5, 6, 7, 8 -> this::updateOne;
            case 9 -> this::updateSome;
            case 10, 11 -> this::deleteOne;
            case 12 -> this::deleteSome;
            case 13 -> this::changeKey;
            case 14 -> this::swapKeys;
            case 15, 16 -> this::swapCodes;
            case 17 -> this::thinkBetter;
            case 18 -> this::upsert;
            default -> random.nextInt(5) == 0 ? this::takeLong : this::savepoint;
        };
    }

    /** The last move was rolled back: the key that it took is free again. */
    void undone() {
        if (taken != 0) {
            freed.add(taken);
            taken = 0;
        }
    }

    private long someId() {
        return random.nextLong(2L, Math.max(3, tail.get() + 1));
    }

    /** An id that only this writer ever inserts, and that no row has. */
    private long ownId() {
        Long again = random.nextInt(3) == 0 ? freed.poll() : null;
        if (again == null) {
            // spread over the filled range, then beyond it
            long n = gap++;
            long stride = 2L * writers;
            long slots = Math.max(1, rows / writers);
            long slot = (n * 7919) % slots + slots * (n / slots);
            again = slot * stride + 2L * writer + 1;
        }
        taken = again;
        return again;
    }

    private String code() {
        return "'w" + writer + "-" + codes++ + "'";
    }

    private String row(long id) {
        return "(" + id + ", " + code() + ", " + random.nextInt(1000) + ", " + random.nextInt(100_000)
                + ".25, 'new', 'by writer " + writer + "')";
    }

    private static final String INTO = "INSERT INTO # (id, code, customer, total, state, remark) VALUES ";

    private void insertAtTail(Timed session) throws SQLException {
        int count = 1 + random.nextInt(3);
        StringBuilder values = new StringBuilder();
        for (int i = 0; i < count; i++) {
            values.append(i == 0 ? "" : ", ").append(row(nextTail()));
        }
        session.both(INTO + values);
        session.commit();
    }

    /** Beyond every id that any writer makes for a gap. */
    private long nextTail() {
        return tail.addAndGet(2) / 2 * 2;
    }

    private void insertInGap(Timed session) throws SQLException {
        session.both(INTO + row(ownId()));
        session.commit();
    }

    private void updateOne(Timed session) throws SQLException {
        session.both("UPDATE # SET total = total + 1, remark = " + code() + " WHERE id = " + someId());
        session.commit();
    }

    private void updateSome(Timed session) throws SQLException {
        long from = someId();
        session.both("UPDATE # SET state = 'paid', customer = customer + 1 WHERE id BETWEEN " + from + " AND "
                + (from + 40));
        session.commit();
    }

    private void deleteOne(Timed session) throws SQLException {
        session.both("DELETE FROM # WHERE id = " + someId());
        session.commit();
    }

    private void deleteSome(Timed session) throws SQLException {
        long from = someId();
        session.both("DELETE FROM # WHERE id BETWEEN " + from + " AND " + (from + 10));
        session.commit();
    }

    private void changeKey(Timed session) throws SQLException {
        session.both("UPDATE # SET id = " + ownId() + " WHERE id = " + random.nextLong(1L, rows + 1L) * 2);
        session.commit();
    }

    private void swapKeys(Timed session) throws SQLException {
        long a = random.nextLong(1L, rows + 1L) * 2;
        long b = random.nextLong(1L, rows + 1L) * 2;
        if (a == b) {
            return;
        }
        long free = -1L - writer;
        session.both("UPDATE # SET id = " + free + " WHERE id = " + Math.min(a, b));
        session.both("UPDATE # SET id = " + Math.min(a, b) + " WHERE id = " + Math.max(a, b));
        session.both("UPDATE # SET id = " + Math.max(a, b) + " WHERE id = " + free);
        session.commit();
    }

    private void swapCodes(Timed session) throws SQLException {
        long a = someId();
        long b = someId();
        session.one("SET @a = NULL, @b = NULL");
        session.one("SELECT code INTO @a FROM " + TwinTables.TABLE + " WHERE id = " + a + " FOR UPDATE");
        session.one("SELECT code INTO @b FROM " + TwinTables.TABLE + " WHERE id = " + b + " FOR UPDATE");
        session.both("UPDATE # SET code = NULL WHERE id IN (" + a + ", " + b + ")");
        session.both("UPDATE # SET code = @b WHERE id = " + a);
        session.both("UPDATE # SET code = @a WHERE id = " + b + " AND " + a + " <> " + b);
        session.commit();
    }

    private void thinkBetter(Timed session) throws SQLException {
        session.both("UPDATE # SET total = 0 WHERE id = " + someId());
        session.both(INTO + row(ownId()));
        session.rollback();
        undone();
    }

    private void upsert(Timed session) throws SQLException {
        String what = random.nextBoolean() ? "REPLACE INTO #" : "INSERT INTO #";
        boolean replace = what.startsWith("REPLACE");
        long id = random.nextLong(1L, rows + 1L) * 2;
        session.both(what + " (id, code, customer, total, state, remark) VALUES " + row(id)
                + (replace ? "" : " ON DUPLICATE KEY UPDATE total = total + 5, remark = NULL"));
        session.commit();
    }

    private void takeLong(Timed session) throws SQLException, InterruptedException {
        for (int i = 0; i < 3; i++) {
            session.both("UPDATE # SET total = total + 2 WHERE id = " + random.nextLong(1L, rows + 1L) * 2);
            Thread.sleep(random.nextInt(20, 120));
        }
        session.commit();
    }

    private void savepoint(Timed session) throws SQLException {
        session.both("UPDATE # SET total = total + 3 WHERE id = " + someId());
        session.one("SAVEPOINT s");
        session.both("DELETE FROM # WHERE id = " + someId());
        session.one("ROLLBACK TO SAVEPOINT s");
        session.commit();
    }
}
