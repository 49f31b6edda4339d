// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.postgres.slot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.schema.TableName;
import org.junit.jupiter.api.Test;

final class SlotNameTest {

    @Test
    void isAWordThatTheServerTakes() {
        for (String table : new String[] {"orders", "Order Lines", "ä".repeat(63), "x".repeat(63), "a\"b", ""}) {
            assertThat(SlotName.of("shop", new TableName("public", table)))
                    .as(table)
                    .matches("osc_[a-z0-9_]*_[a-z0-9]+")
                    .hasSizeLessThanOrEqualTo(63);
        }
        assertThat(SlotName.of("shop", new TableName("public", "orders"))).startsWith("osc_orders_");
    }

    @Test
    void tellsTablesApart() {
        assertThat(SlotName.of("shop", new TableName("public", "T")))
                .isNotEqualTo(SlotName.of("shop", new TableName("public", "t")));
        assertThat(SlotName.of("shop", new TableName("public", "t")))
                .isNotEqualTo(SlotName.of("shop2", new TableName("public", "t")))
                .isNotEqualTo(SlotName.of("shop", new TableName("s", "t")))
                .isEqualTo(SlotName.of("shop", new TableName("public", "t")));
    }
}
