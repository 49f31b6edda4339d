// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.osc.replication.Change;
import dev.osc.replication.Position;
import dev.osc.replication.StreamException;
import dev.osc.replication.postgres.pgoutput.RecordedMessages;
import dev.osc.replication.postgres.pgoutput.Undecodable;
import dev.osc.schema.Column;
import dev.osc.schema.ColumnType;
import dev.osc.schema.KeyKind;
import dev.osc.schema.KeyShape;
import dev.osc.schema.KeyTuple;
import dev.osc.schema.TableName;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From recorded messages of PostgreSQL 14 and 18 to changes. */
final class TableEventsTest {

    private static final Lsn START = new Lsn(8);

    private final List<Change> changes = new ArrayList<>();
    private int checks;

    private TableEvents events(String table, KeyShape shape, long room) {
        return new TableEvents(
                new StreamedTable(new TableName("public", table), shape, null),
                START,
                () -> checks++,
                new StreamedKeys(room),
                changes::add);
    }

    private TableEvents events(String table) {
        return events(table, shape("id", KeyKind.SIGNED), 1 << 20);
    }

    private static KeyShape shape(Object... namesAndKinds) {
        List<KeyShape.Part> parts = new ArrayList<>();
        for (int i = 0; i < namesAndKinds.length; i += 2) {
            Column column = new Column(
                    (String) namesAndKinds[i], 1, new ColumnType("any", "any", null, null), false, false, false);
            parts.add(new KeyShape.Part(column, column.name(), (KeyKind) namesAndKinds[i + 1], false));
        }
        return new KeyShape("k", parts);
    }

    private static void feed(TableEvents events, List<ByteBuffer> messages) {
        messages.forEach(message -> events.accept(message.duplicate()));
    }

    private List<KeyTuple> keys() {
        return changes.stream()
                .filter(Change.Rows.class::isInstance)
                .flatMap(change -> ((Change.Rows) change).keys().stream())
                .toList();
    }

    private static KeyTuple key(long id) {
        return KeyTuple.ofLong(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql-14", "postgresql-18"})
    void eachTransactionEnds(String server) {
        TableEvents events = events("t");
        feed(events, RecordedMessages.of(server, "rows"));
        assertThat(keys()).containsExactly(key(1), key(1), key(1), key(-2147483648), key(-2147483648));
        assertThat(changes).hasSize(8);
        for (int i = 0; i < changes.size(); i += 2) {
            Change.Rows rows = (Change.Rows) changes.get(i);
            Change.Commit commit = (Change.Commit) changes.get(i + 1);
            assertThat(rows.transaction()).isEqualTo(commit.transaction()).matches("[1-9][0-9]+");
            assertThat(commit.resume()).isEqualTo(commit.end());
        }
        assertThat(events.boundary()).isEqualTo(((Change.Commit) changes.getLast()).end());
        assertThat(checks).as("looks at the catalogue").isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql-14", "postgresql-18"})
    void whatIsRolledBackToASavepointIsNotThere(String server) {
        feed(events("t"), RecordedMessages.of(server, "several"));
        assertThat(keys()).containsExactly(key(1), key(3));
        assertThat(changes).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql-14", "postgresql-18"})
    void anUpdateOfTheKeyGivesBothUnderFullToo(String server) {
        feed(events("t"), RecordedMessages.of(server, "full"));
        assertThat(keys()).containsExactly(key(3), key(4), key(4));
    }

    /** A marker, a note of somebody else's, and a transaction that came from another server. */
    @ParameterizedTest
    @ValueSource(strings = {"postgresql-14", "postgresql-18"})
    void aMarkerIsProgress(String server) {
        feed(events("t"), RecordedMessages.of(server, "others"));
        assertThat(changes).filteredOn(Change.Progress.class::isInstance).isNotEmpty();
        assertThat(keys()).containsExactly(key(8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql-14", "postgresql-18"})
    void endsAtATruncateAfterWhatCameBefore(String server) {
        TableEvents events = events("t");
        assertThatThrownBy(() -> feed(events, RecordedMessages.of(server, "truncate")))
                .isInstanceOf(StreamException.TableChanged.class)
                .hasMessageContaining("public.t");
        assertThat(keys()).containsExactly(key(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql-14", "postgresql-18"})
    void endsWhereTheColumnsDiffer(String server) {
        TableEvents events = events("t");
        assertThatThrownBy(() -> feed(events, RecordedMessages.of(server, "altered")))
                .isInstanceOf(StreamException.TableChanged.class);
        assertThat(keys()).containsExactly(key(6));
    }

    /** Also on another connection: what the table was is remembered. */
    @ParameterizedTest
    @ValueSource(strings = {"postgresql-14", "postgresql-18"})
    void endsWhereTheIdentityDiffersAfterALostConnection(String server) {
        TableEvents events = events("t");
        feed(events, RecordedMessages.of(server, "rows"));
        events.restart();
        assertThatThrownBy(() -> feed(events, RecordedMessages.of(server, "full")))
                .isInstanceOf(StreamException.TableChanged.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql-14", "postgresql-18"})
    void aValueOutOfLineIsTakenFromTheOldRow(String server) {
        feed(
                events("k", shape("b", KeyKind.TEXT, "a", KeyKind.SIGNED), 1 << 20),
                RecordedMessages.of(server, "out of line"));
        assertThat(keys()).hasSize(5);
        Set<KeyTuple> distinct = new LinkedHashSet<>(keys());
        assertThat(distinct).hasSize(2).allMatch(key -> key.cost() > 2000);
    }

    @Test
    void aKeyColumnThatTheLogDoesNotShowIsAnError() {
        TableEvents none = events("t", shape("missing", KeyKind.SIGNED), 0);
        assertThatThrownBy(() -> feed(none, RecordedMessages.of("postgresql-18", "rows")))
                .isInstanceOf(StreamException.TableChanged.class);
        TableEvents nullable = events("t", shape("v", KeyKind.SIGNED), 0);
        assertThatThrownBy(() -> feed(nullable, RecordedMessages.of("postgresql-18", "rows")))
                .isInstanceOf(Undecodable.class)
                .hasMessageContaining("key column v");
        TableEvents number = events("t", shape("note", KeyKind.SIGNED), 0);
        assertThatThrownBy(() -> feed(number, RecordedMessages.of("postgresql-18", "rows")))
                .isInstanceOf(Undecodable.class);
    }

    @Test
    void streamedPartsWaitForTheirCommit() {
        TableEvents events = events("wide");
        List<ByteBuffer> messages = RecordedMessages.of("postgresql-18", "streamed");
        for (ByteBuffer message : messages) {
            if (message.get(0) == 'c') {
                assertThat(keys()).isEmpty();
            }
            events.accept(message.duplicate());
        }
        assertThat(keys()).contains(key(1), key(20), key(41), key(60)).doesNotContain(key(61));
        assertThat(changes).filteredOn(Change.Commit.class::isInstance).hasSize(1);
    }

    @Test
    void progressComesBetweenStreamedPartsButNotWithinATransaction() {
        TableEvents events = events("wide");
        Lsn far = new Lsn(1L << 40);
        List<ByteBuffer> streamed = RecordedMessages.of("postgresql-18", "streamed");
        events.accept(streamed.getFirst().duplicate());
        events.keepAlive(far);
        assertThat(changes).isEmpty();
        for (ByteBuffer message : streamed.subList(1, streamed.size())) {
            events.accept(message.duplicate());
            if (message.get(0) == 'E') {
                break;
            }
        }
        events.keepAlive(far);
        assertThat(changes).containsExactly(new Change.Progress(far, far));
        events.keepAlive(far);
        events.keepAlive(START);
        assertThat(changes).hasSize(1);

        TableEvents plain = events("t");
        changes.clear();
        plain.accept(RecordedMessages.of("postgresql-18", "rows").getFirst().duplicate());
        plain.keepAlive(far);
        assertThat(changes).isEmpty();
    }

    @Test
    void saysWhenThereIsNoRoomForStreamedParts() {
        TableEvents events = events("wide", shape("id", KeyKind.SIGNED), 500);
        assertThatThrownBy(() -> feed(events, RecordedMessages.of("postgresql-18", "streamed")))
                .isInstanceOf(StreamedKeys.OutOfRoom.class);
    }

    /** The rows of a transaction that was cut short are forgotten, and come again. */
    @Test
    void startsAnewBehindTheLastWholeTransaction() {
        TableEvents events = events("t");
        List<ByteBuffer> rows = RecordedMessages.of("postgresql-18", "rows");
        feed(events, rows.subList(0, rows.size() - 1));
        Position behind = ((Change.Commit) changes.getLast()).end();
        assertThat(events.boundary()).isEqualTo(behind);
        events.restart();
        changes.clear();
        List<ByteBuffer> again = new ArrayList<>(rows.subList(rows.size() - 3, rows.size()));
        again.add(1, rows.get(2));
        feed(events, again);
        assertThat(keys()).containsExactly(key(-2147483648));
        assertThat(checks).isEqualTo(2);
    }

    @Test
    void aRowOfAnUnknownRelationIsAnError() {
        List<ByteBuffer> rows = RecordedMessages.of("postgresql-18", "rows");
        TableEvents events = events("t");
        events.accept(rows.get(0).duplicate());
        assertThatThrownBy(() -> events.accept(rows.get(3).duplicate())).isInstanceOf(Undecodable.class);
    }
}
