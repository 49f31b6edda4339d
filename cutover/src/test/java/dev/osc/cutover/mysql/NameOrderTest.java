// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.schema.TableName;
import org.junit.jupiter.api.Test;

final class NameOrderTest {

    private static boolean after(String later, String earlier, boolean lowerCase) {
        return NameOrder.sortsAfter(new TableName("shop", later), new TableName("shop", earlier), lowerCase);
    }

    @Test
    void companionsSortAfterTheirTable() {
        for (String name : new String[] {"orders", "a".repeat(64), "z".repeat(64), "Ä".repeat(50), "orders_osc_new"}) {
            TableName table = new TableName("shop", name);
            assertThat(NameOrder.sortsAfter(table.shadow(), table, false))
                    .as(name)
                    .isTrue();
            assertThat(NameOrder.sortsAfter(table.retired(), table, false))
                    .as(name)
                    .isTrue();
            assertThat(NameOrder.sortsAfter(table.retired(), table, true))
                    .as(name)
                    .isTrue();
        }
    }

    @Test
    void companionsOfALongNameCutAtAHigherLetterSortAfter() {
        TableName table = new TableName("shop", "Ä".repeat(60));
        assertThat(NameOrder.sortsAfter(table.retired(), table, false)).isTrue();
    }

    @Test
    void comparesBytes() {
        assertThat(after("_orders", "orders", false)).isFalse();
        assertThat(after("Orders_x", "orders", false)).isFalse();
        assertThat(after("ä", "z", false)).isTrue();
        assertThat(after("orders", "orders", false)).isFalse();
    }

    @Test
    void lowerCaseNeedsBothSpellingsToAgree() {
        assertThat(after("a_b", "aB", false)).isTrue();
        assertThat(after("a_b", "aB", true)).isFalse();
        assertThat(after("orders_osc_old", "Orders", true)).isTrue();
    }

    @Test
    void theSchemaComesFirst() {
        assertThat(NameOrder.sortsAfter(new TableName("a", "z"), new TableName("b", "a"), false))
                .isFalse();
        assertThat(NameOrder.sortsAfter(new TableName("ab", "a"), new TableName("a", "z"), false))
                .isTrue();
    }
}
