// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class GtidSetTest {

    private static final String A = "3e11fa47-71ca-11e1-9e33-c80aa9429562";
    private static final String B = "4e11fa47-71ca-11e1-9e33-c80aa9429562";

    @Test
    void readsWhatTheServerWrites() {
        GtidSet set = GtidSet.parse(B.toUpperCase(java.util.Locale.ROOT) + ":7,\n" + A + ":1-5:11-18");
        assertThat(set.text()).isEqualTo(A + ":1-5:11-18," + B + ":7");
        assertThat(GtidSet.parse("").text()).isEmpty();
    }

    @Test
    void mergesNeighbours() {
        GtidSet set = GtidSet.parse(A + ":1-5:7:9-10");
        assertThat(set.plus(A, 6).text()).isEqualTo(A + ":1-7:9-10");
        assertThat(set.plus(A, 8).text()).isEqualTo(A + ":1-5:7-10");
        assertThat(set.plus(A, 20).text()).isEqualTo(A + ":1-5:7:9-10:20");
        assertThat(set.plus(A, 3)).isEqualTo(set);
        assertThat(set.plus(B, 1).text()).isEqualTo(A + ":1-5:7:9-10," + B + ":1");
    }

    @Test
    void isTheSetWhateverTheOrder() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            TreeSet<Long> numbers = new TreeSet<>();
            GtidSet set = GtidSet.EMPTY;
            for (int i = 0; i < 30; i++) {
                long number = random.nextLong(1, 40);
                numbers.add(number);
                set = set.plus(A, number);
            }
            StringBuilder singles = new StringBuilder(A);
            numbers.forEach(number -> singles.append(':').append(number));
            assertThat(set).isEqualTo(GtidSet.parse(singles.toString()));
        }
    }

    @Test
    void refusesTags() {
        assertThat(GtidSet.tagged(A + ":1-5:tag:1")).isTrue();
        assertThat(GtidSet.tagged(A + ":1-5," + B + ":1")).isFalse();
        assertThatThrownBy(() -> GtidSet.parse(A + ":tag:1")).isInstanceOf(IllegalArgumentException.class);
    }
}
