// SPDX-License-Identifier: Apache-2.0
package dev.osc.demo.twins;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one writer does, one transaction at a time. Keys that it inserts into gaps are its own, so that no two writers
 * ever collide on a key: an odd id belongs to the writer that its remainder names. Rows are locked in the order of
 * their ids, so that where a lock is on rows only no two writers end in a deadlock. Confined to one thread.
 */
final class Moves {

    /** One transaction on both tables. */
    @FunctionalInterface
    interface Move {
        void make(Timed session) throws SQLException, InterruptedException;
    }

    private static final String COLUMNS = "id, code, customer, total, state, remark";
    private static final String INTO = "INSERT INTO # (" + COLUMNS + ") VALUES ";

    private final TwinDialect dialect;
    private final SplittableRandom random;
    private final int writer;
    private final int writers;
    private final int rows;
    private final AtomicLong tail;
    private final Deque<Long> freed = new ArrayDeque<>();
    private long gap;
    private long codes;
    private long taken;

    Moves(TwinDialect dialect, SplittableRandom random, int writer, int writers, int rows, AtomicLong tail) {
        this.dialect = dialect;
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

    /** An id that the tables were created with. */
    private long filledId() {
        return random.nextLong(1L, rows + 1L) * 2;
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
        range(session, 40, "UPDATE # SET state = 'paid', customer = customer + 1");
    }

    private void deleteOne(Timed session) throws SQLException {
        session.both("DELETE FROM # WHERE id = " + someId());
        session.commit();
    }

    private void deleteSome(Timed session) throws SQLException {
        range(session, 10, "DELETE FROM #");
    }

    private void range(Timed session, int length, String change) throws SQLException {
        long from = someId();
        Set<Long> ids =
                session.lock("id BETWEEN " + from + " AND " + (from + length)).keySet();
        if (!ids.isEmpty()) {
            session.both(change + " WHERE id " + in(ids));
        }
        session.commit();
    }

    private static String in(Collection<Long> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(", ", "IN (", ")"));
    }

    private void changeKey(Timed session) throws SQLException {
        session.both("UPDATE # SET id = " + ownId() + " WHERE id = " + filledId());
        session.commit();
    }

    /** Both must be there: into the place of a row that is gone another writer may insert at the same time. */
    private void swapKeys(Timed session) throws SQLException {
        List<Long> ids = List.copyOf(
                session.lock("id " + in(List.of(filledId(), filledId()))).keySet());
        if (ids.size() == 2) {
            long free = -1L - writer;
            session.both("UPDATE # SET id = " + free + " WHERE id = " + ids.get(0));
            session.both("UPDATE # SET id = " + ids.get(0) + " WHERE id = " + ids.get(1));
            session.both("UPDATE # SET id = " + ids.get(1) + " WHERE id = " + free);
        }
        session.commit();
    }

    private void swapCodes(Timed session) throws SQLException {
        Map<Long, @Nullable String> codes = session.lock("id " + in(List.of(someId(), someId())));
        List<Long> ids = List.copyOf(codes.keySet());
        if (ids.size() == 2) {
            session.both("UPDATE # SET code = NULL WHERE id " + in(ids));
            session.both("UPDATE # SET code = " + literal(codes.get(ids.get(1))) + " WHERE id = " + ids.get(0));
            session.both("UPDATE # SET code = " + literal(codes.get(ids.get(0))) + " WHERE id = " + ids.get(1));
        }
        session.commit();
    }

    private static String literal(@Nullable String code) {
        return code == null ? "NULL" : "'" + code + "'";
    }

    private void thinkBetter(Timed session) throws SQLException {
        session.both("UPDATE # SET total = 0 WHERE id = " + someId());
        session.both(INTO + row(ownId()));
        session.rollback();
        undone();
    }

    private void upsert(Timed session) throws SQLException {
        session.both(dialect.upsert(COLUMNS, row(filledId()), random.nextBoolean()));
        session.commit();
    }

    private void takeLong(Timed session) throws SQLException, InterruptedException {
        for (long id : sorted(filledId(), filledId(), filledId())) {
            session.both("UPDATE # SET total = total + 2 WHERE id = " + id);
            Thread.sleep(random.nextInt(20, 120));
        }
        session.commit();
    }

    private void savepoint(Timed session) throws SQLException {
        long[] ids = sorted(someId(), someId());
        session.both("UPDATE # SET total = total + 3 WHERE id = " + ids[0]);
        session.one("SAVEPOINT s");
        session.both("DELETE FROM # WHERE id = " + ids[1]);
        session.one("ROLLBACK TO SAVEPOINT s");
        session.commit();
    }

    private static long[] sorted(long... ids) {
        Arrays.sort(ids);
        return ids;
    }
}
