// SPDX-License-Identifier: Apache-2.0
package dev.osc.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class KeyTupleHashTest {

    @Test
    void neighbouringIntegersHardlyCollide() {
        long distinct = LongStream.range(0, 100_000)
                .mapToInt(key -> KeyTuple.ofLong(key).hashCode())
                .distinct()
                .count();

        assertThat(distinct).isGreaterThan(99_900);
    }
}
