// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.osc.replication.Change;
import dev.osc.replication.Recorded;
import dev.osc.replication.StreamException;
import dev.osc.replication.binlog.BinlogPosition;
import dev.osc.replication.binlog.event.EventTypes;
import dev.osc.replication.binlog.event.RawEvent;
import dev.osc.replication.binlog.group.ExecutedGtids;
import dev.osc.replication.binlog.group.GroupEvents;
import dev.osc.replication.binlog.group.Passage;
import dev.osc.replication.binlog.group.Subject;
import dev.osc.replication.binlog.group.XaLedger;
import dev.osc.replication.binlog.row.Undecodable;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What recorded transactions mean, plain and as compressed payloads. */
final class MySqlEventsTest {

    private final List<Change> changes = new ArrayList<>();

    private GroupEvents events(Recorded part, GtidSet from) {
        return new GroupEvents(
                new BinlogPosition("binlog.000001", 4, from),
                Subject.of(part.table(), part.shape(), Passage.none()),
                new XaLedger(10_000),
                new MySqlGroups(Recorded.NO_SERVER),
                new ExecutedGtids(new MySqlLog(), Recorded.NO_SERVER),
                changes::add);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.7.22", "8.0.15"})
    void tellsWhatEachTransactionMeans(String server) {
        for (Recorded part : Recorded.read("transactions-" + server + ".txt")) {
            GroupEvents events = events(part, GtidSet.EMPTY);
            changes.clear();
            String came = feed(events, part.events());
            assertThat(came).as(part.what()).isEqualTo(expected(part.what()));
        }
    }

    private static String expected(String part) {
        return switch (part) {
            case "one" -> "[1] commit";
            case "savepoint" -> "[2, 3] commit";
            case "rotation" -> "[5] commit";
            case "onePhase" -> "[8] commit";
            case "truncate" -> "TableChanged";
            default -> "";
        };
    }

    /** Keys and commits in order; progress is not told here. */
    private String feed(GroupEvents events, List<RawEvent> recorded) {
        StringBuilder came = new StringBuilder();
        try {
            recorded.forEach(events::accept);
        } catch (StreamException e) {
            came.append(e.getClass().getSimpleName());
        }
        for (Change change : changes) {
            switch (change) {
                case Change.Rows rows ->
                    came.append(rows.keys().stream()
                                    .map(key -> key.read().nextLong())
                                    .toList())
                            .append(' ');
                case Change.Commit commit -> came.append("commit ");
                case Change.Progress _, Change.Turned _ -> {}
            }
        }
        return came.toString().strip();
    }

    /** The position stays before a prepared transaction until its name is committed. */
    @Test
    void holdsThePositionOfAPreparedTransaction() {
        List<Recorded> parts = Recorded.read("transactions-8.0.15.txt");
        Recorded prepare = part(parts, "prepareAgain");
        GroupEvents events = events(prepare, GtidSet.EMPTY);
        BinlogPosition before = events.boundary();
        prepare.events().forEach(events::accept);
        Change.Progress held = (Change.Progress) changes.getLast();
        assertThat(held.resume()).isEqualTo(before);
        assertThat(held.end()).isGreaterThan(before);
        part(parts, "xaRollback").events().forEach(events::accept);
        Change.Progress free = (Change.Progress) changes.getLast();
        assertThat(free.resume()).isEqualTo(free.end()).isGreaterThan(held.end());
        assertThat(changes).noneMatch(change -> change instanceof Change.Rows);
    }

    /** Without GTIDs nobody needs to know when the engine has committed: the keys are probed. */
    @Test
    void tellsAPreparedTransactionWhenItIsCommitted() {
        List<Recorded> parts = Recorded.read("transactions-5.7.22.txt");
        GroupEvents events = events(part(parts, "prepare"), GtidSet.EMPTY);
        List<RawEvent> anonymous = new ArrayList<>();
        part(parts, "prepare").events().forEach(event -> anonymous.add(withoutName(event)));
        part(parts, "xaCommit").events().forEach(event -> anonymous.add(withoutName(event)));
        assertThat(feed(events, anonymous)).isEqualTo("[6] commit");
    }

    private static RawEvent withoutName(RawEvent event) {
        return event.type() == EventTypes.GTID
                ? new RawEvent(EventTypes.ANONYMOUS_GTID, event.flags(), event.nextPosition(), event.body())
                : event;
    }

    @Test
    void namesTransactionsAndCountsThem() {
        Recorded one = part(Recorded.read("transactions-8.0.15.txt"), "one");
        GroupEvents events = events(one, GtidSet.EMPTY);
        one.events().forEach(events::accept);
        Change.Commit commit = (Change.Commit) changes.getLast();
        assertThat(commit.transaction()).matches("[0-9a-f-]{36}:\\d+");
        assertThat(((BinlogPosition) commit.end()).gtids()).hasToString(commit.transaction());
    }

    @Test
    void beginsAgainAtTheBoundaryAfterALostConnection() {
        Recorded part = part(Recorded.read("transactions-8.0.15.txt"), "savepoint");
        for (int cut = 0; cut < part.events().size(); cut++) {
            changes.clear();
            GroupEvents events = events(part, GtidSet.EMPTY);
            BinlogPosition boundary = events.boundary();
            part.events().subList(0, cut).forEach(events::accept);
            assertThat(events.boundary()).isEqualTo(boundary);
            events.restart();
            changes.clear();
            assertThat(feed(events, part.events())).isEqualTo("[2, 3] commit");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsCompressedTransactions(boolean zstd) {
        Recorded part = part(Recorded.read("transactions-8.0.15.txt"), "savepoint");
        RawEvent payload = payload(part.events().subList(1, part.events().size()), zstd);
        GroupEvents events = events(part, GtidSet.EMPTY);
        assertThat(feed(events, List.of(part.events().getFirst(), payload))).isEqualTo("[2, 3] commit");
        Change.Commit commit = (Change.Commit) changes.getLast();
        assertThat(((BinlogPosition) commit.end()).offset()).isEqualTo(payload.nextPosition());
    }

    @Test
    void failsCleanlyOnDamagedPayloads() {
        Recorded part = part(Recorded.read("transactions-8.0.15.txt"), "savepoint");
        Random random = new Random(3);
        int failed = 0;
        for (int round = 0; round < 3000; round++) {
            boolean zstd = round % 2 == 0;
            RawEvent payload = payload(part.events().subList(1, part.events().size()), zstd);
            byte[] body = payload.body();
            for (int i = 0; i <= round % 3; i++) {
                body[random.nextInt(body.length)] = (byte) random.nextInt();
            }
            changes.clear();
            GroupEvents events = events(part, GtidSet.EMPTY);
            try {
                events.accept(part.events().getFirst());
                events.accept(payload);
            } catch (Undecodable | StreamException expected) {
                failed++;
            }
        }
        assertThat(failed).isGreaterThan(500);
    }

    @Test
    void endsAtWhatItDoesNotUnderstand() {
        Recorded part = part(Recorded.read("transactions-8.0.15.txt"), "one");
        GroupEvents events = events(part, GtidSet.EMPTY);
        assertThatThrownBy(() -> events.accept(new RawEvent(99, 0, 500, new byte[0])))
                .isInstanceOf(Undecodable.class)
                .hasMessageContaining("unknown");
        events.accept(new RawEvent(99, 0x80, 600, new byte[0]));
        assertThatThrownBy(() -> events.accept(new RawEvent(EventTypes.INCIDENT, 0, 700, new byte[] {1, 0, 0})))
                .isInstanceOf(StreamException.Unreadable.class);
        assertThatThrownBy(() -> events.accept(new RawEvent(EventTypes.WRITE_ROWS, 0, 800, new byte[20])))
                .isInstanceOf(Undecodable.class)
                .hasMessageContaining("without a table map");
    }

    private static Recorded part(List<Recorded> parts, String what) {
        return parts.stream()
                .filter(part -> part.what().equals(what))
                .findFirst()
                .orElseThrow();
    }

    /** As the server packs a transaction: fields of type, length and value, then its events without checksums. */
    private static RawEvent payload(List<RawEvent> events, boolean zstd) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        for (RawEvent event : events) {
            ByteBuffer header = ByteBuffer.allocate(19).order(ByteOrder.LITTLE_ENDIAN);
            header.putInt(0).put((byte) event.type()).putInt(1).putInt(19 + event.body().length);
            header.putInt(0).putShort((short) event.flags());
            plain.writeBytes(header.array());
            plain.writeBytes(event.body());
        }
        byte[] content = zstd ? Zstd.compress(plain.toByteArray()) : plain.toByteArray();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (!zstd) {
            body.writeBytes(new byte[] {2, 3, (byte) 0xFC, (byte) 255, 0});
        }
        body.writeBytes(new byte[] {1, 3, (byte) 0xFC, (byte) content.length, (byte) (content.length >> 8)});
        body.writeBytes(new byte[] {3, 3, (byte) 0xFC, (byte) plain.size(), (byte) (plain.size() >> 8), 0});
        body.writeBytes(content);
        return new RawEvent(EventTypes.TRANSACTION_PAYLOAD, 0, 7777, body.toByteArray());
    }
}
