// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.postgres.slot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SyncStandbysTest {

    @Test
    void findsTheWildcardInEveryForm() {
        for (String names : new String[] {"*", "\"*\"", "2 (*)", "FIRST 1 (s1, *)", "ANY 2(s1,\"*\")", " * "}) {
            assertThat(SyncStandbys.takesAnyone(names)).as(names).isTrue();
        }
        for (String names : new String[] {"", "s1", "FIRST 1 (s1, s2)", "\"a*\"", "osc"}) {
            assertThat(SyncStandbys.takesAnyone(names)).as(names).isFalse();
        }
    }
}
