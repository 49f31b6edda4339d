// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/scenarios.md says of each folder what the folder itself says; ScenariosTest, whether that is so. */
final class ScenariosPageTest {

    @Test
    void everyFolderHasItsLine() throws IOException {
        assertThat(ScenariosPage.read().scenarios())
                .containsExactlyElementsOf(
                        Scenario.all().stream().map(Scenario::name).toList());
    }

    @Test
    void everyCellSaysWhatIsExpectedThere() throws IOException {
        ScenariosPage page = ScenariosPage.read();
        assertThat(page.servers()).isNotEmpty();
        for (Scenario scenario : Scenario.all()) {
            for (String server : page.servers()) {
                assertThat(page.cell(scenario.name(), server))
                        .as("%s on %s", scenario, server)
                        .isEqualTo(
                                scenario.servers().takes(server)
                                        ? scenario.expected(server).outcome()
                                        : ScenariosPage.NOT_APPLICABLE);
            }
        }
    }

    @Test
    void everyRefusalIsToldWithItsWords() throws IOException {
        ScenariosPage page = ScenariosPage.read();
        List<Scenario> all = Scenario.all();
        for (Scenario scenario : all) {
            for (String server : page.servers()) {
                if (scenario.servers().takes(server)) {
                    Expected expected = scenario.expected(server);
                    assertThat(expected.outcome().startsWith("refused ")
                                    && expected.says().isEmpty())
                            .as("%s on %s is refused without words", scenario, server)
                            .isFalse();
                }
            }
        }
        assertThat(page.after()).isEqualTo(RefusedSection.of(all, page.servers()));
    }
}
