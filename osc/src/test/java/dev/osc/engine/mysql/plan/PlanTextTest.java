// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.plan.Finding;
import dev.osc.plan.KeyChoice;
import dev.osc.plan.Migration;
import dev.osc.plan.Plan;
import dev.osc.plan.PlanText;
import dev.osc.plan.Succession;
import dev.osc.schema.mysql.MySqlDialect;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each file of {@code plans/} is a case and, under the dashes, the plan as it must be printed. */
class PlanTextTest {

    private static final String DASHES = "\n----\n";

    @ParameterizedTest
    @ValueSource(strings = {"add-column", "everything", "sentry", "in-place", "blocked"})
    void printsAsExpected(String name) throws IOException {
        String[] file = resource("plans/" + name + ".txt").split(DASHES, 2);

        assertThat(printed(name, file[0])).isEqualTo(file[1]);
    }

    static String printed(String name, String block) {
        PlanningCase planning = PlanningCase.parse(block);
        MySqlPlan plans = new MySqlPlan(new MySqlDialect(), !name.equals("sentry"));
        Plan plan;
        if (name.equals("in-place")) {
            plan = plans.direct(planning.source(), planning.alter(), List.of());
        } else {
            KeyChoice.Chosen key = (KeyChoice.Chosen) planning.key();
            Migration migration = new Migration(
                    "m1",
                    planning.source(),
                    planning.shadow(),
                    planning.source().name().retired(),
                    key.shape(),
                    key.shadowKey(),
                    planning.mapped().mapping(),
                    Succession.nothingBut(""),
                    false);
            List<Finding> findings = new ArrayList<>(planning.mapped().findings());
            findings.addAll(key.findings());
            plan = plans.shadow(migration, planning.alter(), "the server cannot make this change in place", findings);
        }
        assertThat(plan.blocked()).isEqualTo(name.equals("blocked"));
        return PlanText.of(plan);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(PlanTextTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
