// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.mariadb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MariaDbGtidsTest {

    @Test
    void areReadAndWrittenAsTheServerDoes() {
        assertThat(MariaDbGtids.parse("3-1-9, 0-7-18446744073709551615").text())
                .isEqualTo("0-7-18446744073709551615,3-1-9");
        assertThat(MariaDbGtids.parse("").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0-1", "0-1-2-3", "a-1-2", "0-1-2,", "uuid:1-5"})
    void otherTextIsNone(String text) {
        assertThatThrownBy(() -> MariaDbGtids.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    /** The next one of a domain takes the place of the last, whoever wrote it. */
    @Test
    void oneOfEachDomain() {
        MariaDbGtids before = MariaDbGtids.parse("0-1-5,2-1-1");
        assertThat(new MariaDbGtid(0, 8, 6).addedTo(before).text()).isEqualTo("0-8-6,2-1-1");
        assertThat(new MariaDbGtid(1, 8, 1).addedTo(before).text()).isEqualTo("0-1-5,1-8-1,2-1-1");
    }

    @Test
    void whatWasReadIsAmongWhatAServerHas() {
        MariaDbGtids read = MariaDbGtids.parse("0-1-5,2-1-1");
        assertThat(read.within(MariaDbGtids.parse("0-1-5,2-1-1"))).isTrue();
        assertThat(read.within(MariaDbGtids.parse("0-9-6,1-1-1,2-1-7"))).isTrue();
        assertThat(read.within(MariaDbGtids.parse("0-1-4,2-1-1"))).isFalse();
        assertThat(read.within(MariaDbGtids.parse("0-1-9"))).isFalse();
    }
}
