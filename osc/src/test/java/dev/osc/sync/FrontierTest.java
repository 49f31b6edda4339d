// SPDX-License-Identifier: Apache-2.0
package dev.osc.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.osc.schema.KeyRange;
import dev.osc.schema.KeyTuple;
import dev.osc.sync.Frontier.Flight;
import dev.osc.sync.Frontier.Known;
import org.junit.jupiter.api.Test;

final class FrontierTest {

    private static final KeyTuple TEN = KeyTuple.ofLong(10);
    private static final KeyTuple TWENTY = KeyTuple.ofLong(20);
    private static final KeyTuple THIRTY = KeyTuple.ofLong(30);

    @Test
    void nothingIsStartedAtTheBeginning() {
        Frontier frontier = Frontier.atBeginning();

        assertThat(frontier.watermark()).isNull();
        assertThat(frontier.allCopied()).isFalse();
        assertThat(frontier.sections().bounds()).isEmpty();
        assertThat(frontier.sections().places()).containsExactly(Known.NOT_STARTED);
    }

    @Test
    void chunksTouchAndAreCountedFromZero() {
        Frontier frontier = Frontier.atBeginning();

        assertThat(frontier.start(TEN).chunk).isEqualTo(new Chunk(0, new KeyRange(null, TEN), false));
        assertThat(frontier.start(TWENTY).chunk).isEqualTo(new Chunk(1, new KeyRange(TEN, TWENTY), false));
        assertThat(frontier.start(null).chunk).isEqualTo(new Chunk(2, new KeyRange(TWENTY, null), false));
    }

    @Test
    void theWatermarkStopsAtTheLowestHole() {
        Frontier frontier = Frontier.atBeginning();
        Flight first = frontier.start(TEN);
        Flight second = frontier.start(TWENTY);
        Flight third = frontier.start(THIRTY);

        frontier.copied(third);
        assertThat(frontier.watermark()).isNull();
        frontier.copied(first);
        assertThat(frontier.watermark()).isEqualTo(TEN);
        frontier.copied(second);
        assertThat(frontier.watermark()).isEqualTo(THIRTY);
    }

    @Test
    void neighbouringCopiedRangesAreOneSection() {
        Frontier frontier = Frontier.atBeginning();
        Flight hanging = frontier.start(TEN);
        for (int high = 11; high <= 99; high++) {
            frontier.copied(frontier.start(KeyTuple.ofLong(high)));
        }
        Flight last = frontier.start(KeyTuple.ofLong(100));

        assertThat(frontier.sections().bounds()).containsExactly(TEN, KeyTuple.ofLong(99), KeyTuple.ofLong(100));
        assertThat(frontier.sections().places()).containsExactly(hanging, Known.COPIED, last, Known.NOT_STARTED);
    }

    @Test
    void afterTheOpenEndNothingIsNotStarted() {
        Frontier frontier = Frontier.atBeginning();
        Flight first = frontier.start(TEN);
        Flight open = frontier.start(null);

        assertThat(frontier.closed()).isTrue();
        assertThat(frontier.sections().bounds()).containsExactly(TEN);
        assertThat(frontier.sections().places()).containsExactly(first, open);
        assertThatThrownBy(() -> frontier.start(TWENTY)).isInstanceOf(IllegalStateException.class);

        frontier.copied(open);
        assertThat(frontier.allCopied()).isFalse();
        assertThat(frontier.sections().places()).containsExactly(first, Known.COPIED);

        frontier.copied(first);
        assertThat(frontier.allCopied()).isTrue();
        assertThat(frontier.sections().bounds()).isEmpty();
        assertThat(frontier.sections().places()).containsExactly(Known.COPIED);
    }

    @Test
    void aResumeRedoesWhatLiesAboveTheWatermark() {
        Frontier frontier = Frontier.resumed(TEN);
        assertThat(frontier.watermark()).isEqualTo(TEN);
        assertThat(frontier.sections().places()).containsExactly(Known.COPIED, Known.NOT_STARTED);

        Flight flight = frontier.start(TWENTY);

        assertThat(flight.chunk).isEqualTo(new Chunk(0, new KeyRange(TEN, TWENTY), true));
        assertThat(frontier.watermark()).isEqualTo(TEN);
        assertThat(frontier.sections().bounds()).containsExactly(TEN, TWENTY);
        assertThat(frontier.sections().places()).containsExactly(Known.COPIED, flight, Known.NOT_STARTED);
    }

    @Test
    void afterTheCopyEverythingIsCopied() {
        Frontier frontier = Frontier.complete();

        assertThat(frontier.allCopied()).isTrue();
        assertThat(frontier.sections().places()).containsExactly(Known.COPIED);
        assertThatThrownBy(() -> frontier.start(null)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aChunkIsCopiedOnce() {
        Frontier frontier = Frontier.atBeginning();
        Flight flight = frontier.start(TEN);
        frontier.copied(flight);

        assertThatThrownBy(() -> frontier.flight(flight.chunk)).isInstanceOf(IllegalStateException.class);
    }
}
