// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases are in {@code keys.txt}: a new one needs no code. */
class KeyChooserTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void isAsExpected(PlanningCase planning) {
        assertThat(planning.keyText()).isEqualTo(planning.expected());
    }

    static Stream<PlanningCase> cases() throws IOException {
        return PlanningCase.of("keys.txt");
    }
}
