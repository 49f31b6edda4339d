// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.mariadb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.osc.replication.Change;
import dev.osc.replication.Recorded;
import dev.osc.replication.binlog.BinlogPosition;
import dev.osc.replication.binlog.event.EventTypes;
import dev.osc.replication.binlog.event.RawEvent;
import dev.osc.replication.binlog.group.ExecutedGtids;
import dev.osc.replication.binlog.group.GroupEvents;
import dev.osc.replication.binlog.group.Passage;
import dev.osc.replication.binlog.group.Subject;
import dev.osc.replication.binlog.group.XaLedger;
import dev.osc.replication.binlog.row.Undecodable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MariaDbGroupsTest {

    private static final int WRITE_ROWS_COMPRESSED_V1 = 166;
    private static final int FIRST_OF_NAME = 9;

    private final List<Change> changes = new ArrayList<>();

    /** Of other tables' packed rows the head alone has come: there is nothing to unpack. */
    @Test
    void packedRowsThatConcernNobodyStayPacked() {
        Recorded part = Recorded.parts("images").getFirst();
        GroupEvents events = new GroupEvents(
                new BinlogPosition("binlog.000001", 4, null),
                Subject.of(part.table(), part.shape(), Passage.none()),
                new XaLedger(10_000),
                new MariaDbGroups(),
                new ExecutedGtids(new MariaDbLog(), Recorded.NO_SERVER),
                changes::add);
        RawEvent map = part.events().stream()
                .filter(event -> event.type() == EventTypes.TABLE_MAP)
                .findFirst()
                .orElseThrow();
        byte[] other = map.body().clone();
        other[FIRST_OF_NAME]++;
        RawEvent head = map.as(WRITE_ROWS_COMPRESSED_V1, Arrays.copyOf(map.body(), 8));

        events.accept(map.as(EventTypes.TABLE_MAP, other));
        events.accept(head);
        events.accept(new RawEvent(EventTypes.XID, 0, 0, new byte[8]));

        assertThat(changes).noneMatch(Change.Rows.class::isInstance);
        events.accept(map);
        assertThatThrownBy(() -> events.accept(head)).isInstanceOf(Undecodable.class);
    }
}
