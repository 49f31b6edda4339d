// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.mariadb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.osc.replication.Damage;
import dev.osc.replication.binlog.row.Undecodable;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

final class PackedEventTest {

    private static final byte[] ROWS = "rows rows rows rows rows rows".getBytes(StandardCharsets.US_ASCII);

    /** Table number, flags, three columns, all of them there. */
    private static final byte[] ROWS_HEAD = {1, 2, 3, 4, 5, 6, 0, 0, 3, 7};

    @Test
    void rowsAreAsTheyWere() {
        byte[] before = join(ROWS_HEAD, ROWS);
        assertThat(PackedEvent.rows(join(ROWS_HEAD, packed(ROWS, 2)), false, false))
                .isEqualTo(before);
    }

    @Test
    void ofAnUpdateTwoSetsOfColumnsStandBefore() {
        byte[] head = join(ROWS_HEAD, new byte[] {7});
        assertThat(PackedEvent.rows(join(head, packed(ROWS, 1)), false, true)).isEqualTo(join(head, ROWS));
    }

    @Test
    void theSecondVersionMayHaveMoreInItsHead() {
        byte[] head = {1, 2, 3, 4, 5, 6, 0, 0, 4, 0, 99, 99, 3, 7};
        assertThat(PackedEvent.rows(join(head, packed(ROWS, 4)), true, false)).isEqualTo(join(head, ROWS));
    }

    @Test
    void aStatementIsAsItWas() {
        // thread, time, length of schema, error, length of status, status, schema
        byte[] head = {1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 3, 0, 9, 9, 9, 'd', 'b', 0};
        byte[] sql = "ALTER TABLE t ADD c INT".getBytes(StandardCharsets.US_ASCII);
        assertThat(PackedEvent.query(join(head, packed(sql, 1)))).isEqualTo(join(head, sql));
    }

    @Test
    void anotherAlgorithmIsNotGuessed() {
        byte[] event = join(ROWS_HEAD, packed(ROWS, 1));
        event[ROWS_HEAD.length] |= 0x10;
        assertThatThrownBy(() -> PackedEvent.rows(event, false, false))
                .isInstanceOf(Undecodable.class)
                .hasMessageContaining("unknown way 1");
    }

    @Test
    void aLengthThatIsWrongIsSeen() {
        byte[] event = join(ROWS_HEAD, packed(ROWS, 1));
        for (int wrong : new int[] {-1, 1}) {
            byte[] other = event.clone();
            other[ROWS_HEAD.length + 1] += (byte) wrong;
            assertThatThrownBy(() -> PackedEvent.rows(other, false, false)).isInstanceOf(Undecodable.class);
        }
    }

    /** Whatever comes, it is an answer or an {@link Undecodable}, and in bounded memory. */
    @Test
    void damagedEventsAreRefusedOrRead() {
        byte[] event = join(ROWS_HEAD, packed(ROWS, 2));
        int refused = 0;
        int rounds = Damage.rounds(20_000);
        for (int i = 0; i < rounds; i++) {
            byte[] wrong = new Damage(i).of(event);
            try {
                assertThat(PackedEvent.rows(wrong, i % 2 == 0, i % 3 == 0)).isNotNull();
            } catch (Undecodable e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(rounds / 10);
    }

    private static byte[] packed(byte[] plain, int lengthSize) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0x80 | lengthSize);
        for (int i = lengthSize - 1; i >= 0; i--) {
            out.write(plain.length >> (8 * i));
        }
        byte[] deflated = new byte[plain.length + 100];
        try (Deflater deflater = new Deflater()) {
            deflater.setInput(plain);
            deflater.finish();
            out.write(deflated, 0, deflater.deflate(deflated));
        }
        return out.toByteArray();
    }

    private static byte[] join(byte[] first, byte[] then) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(first);
        out.writeBytes(then);
        return out.toByteArray();
    }
}
