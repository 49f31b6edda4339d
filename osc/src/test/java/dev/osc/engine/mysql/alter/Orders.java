// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.alter;

import dev.osc.plan.TableText;
import dev.osc.schema.Table;

/** The table that the cases of {@code alters.txt} change. */
final class Orders {

    private Orders() {}

    static Table table() {
        return TableText.of("id bigint auto_increment; a int; b varchar(20) utf8mb4_0900_ai_ci; "
                + "c text utf8mb4_0900_ai_ci null; order int; we`ird int; 😀 int; Total decimal(10,2); changed datetime null"
                + " | primary id | unique u_b b | plain k_a a");
    }
}
