// SPDX-License-Identifier: Apache-2.0
package dev.osc.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableNameTest {

    private static final List<String> NAMES = List.of(
            "orders",
            "a",
            "x".repeat(55),
            "x".repeat(56),
            "x".repeat(64),
            "~".repeat(64),
            "ö".repeat(64),
            "漢".repeat(64),
            "zz" + "ü".repeat(60),
            "Ω".repeat(30) + "a".repeat(34));

    @Test
    void companionsFitAndSortAfterTheirTable() {
        for (String name : NAMES) {
            TableName table = new TableName("s", name);
            for (TableName companion : List.of(table.shadow(), table.retired())) {
                assertThat(utf8(companion.table())).as(name).hasSizeLessThanOrEqualTo(63);
                assertThat(Arrays.compareUnsigned(utf8(companion.table()), utf8(name)))
                        .as("%s against %s", companion.table(), name)
                        .isPositive();
            }
        }
    }

    @Test
    void longNamesThatBeginAlikeShareNoCompanion() {
        TableName one = new TableName("s", "x".repeat(63) + "1");
        TableName two = new TableName("s", "x".repeat(63) + "2");

        assertThat(one.shadow()).isNotEqualTo(two.shadow());
        assertThat(one.shadow()).isNotEqualTo(one.retired());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
