// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class LsnTest {

    @Test
    void readsWhatItWrote() {
        for (String text : List.of("0/0", "0/16B3748", "1/0", "FFFFFFFF/FFFFFFFF", "80000000/1")) {
            assertThat(Lsn.parse(text).text()).isEqualTo(text);
        }
        assertThat(Lsn.parse("16/B374D848").value()).isEqualTo(0x16B374D848L);
    }

    @Test
    void comparesWithoutASign() {
        assertThat(Lsn.parse("80000000/0")).isGreaterThan(Lsn.parse("7FFFFFFF/FFFFFFFF"));
        assertThat(Lsn.parse("0/80000000")).isGreaterThan(Lsn.parse("0/7FFFFFFF"));
        assertThat(Lsn.parse("1/0")).isGreaterThan(Lsn.parse("0/FFFFFFFF"));
    }

    @Test
    void refusesWhatIsNone() {
        for (String text : List.of("", "16B3748", "/1", "1/", "x/1", "100000000/0", "mysql-bin.000001:4")) {
            assertThatThrownBy(() -> Lsn.parse(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
