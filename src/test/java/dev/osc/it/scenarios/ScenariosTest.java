// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.osc.it.servers.Product;
import dev.osc.it.servers.TestSchema;
import dev.osc.it.servers.TestServers;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every scenario on every server of the matrix that can hold it, where nobody has chosen servers on one of them; afterwards
 * docs/scenarios.md must say what came of each. {@code -Dosc.scenarios=key-,pk-} plays those whose names begin so; {@code
 * -Dosc.scenarios.page=write} writes the page.
 */
final class ScenariosTest {

    private record Found(String scenario, String server, String outcome) {}

    private static final List<String> CHOSEN =
            List.of(System.getProperty("osc.scenarios", "").split(",", -1));
    private static final List<String> SERVERS = TestServers.matrix(Product.MYSQL);
    private static final List<Found> FOUND = new ArrayList<>();

    @TestFactory
    Stream<DynamicContainer> onEachServer() {
        return SERVERS.stream()
                .map(server -> dynamicContainer(server, chosen().flatMap(scenario -> on(server, scenario))));
    }

    private static Stream<Scenario> chosen() {
        return Scenario.all().stream().filter(scenario -> CHOSEN.stream().anyMatch(scenario.name()::startsWith));
    }

    private static Stream<DynamicTest> on(String server, Scenario scenario) {
        if (!scenario.servers().takes(server)) {
            FOUND.add(new Found(scenario.name(), server, ScenariosPage.NOT_APPLICABLE));
            return Stream.empty();
        }
        List<String> able = SERVERS.stream().filter(scenario.servers()::takes).toList();
        return TestServers.shareOf(scenario.name(), able).contains(server)
                ? Stream.of(dynamicTest(scenario.name(), () -> play(server, scenario)))
                : Stream.empty();
    }

    private static void play(String server, Scenario scenario) throws SQLException, InterruptedException {
        try (TestSchema schema = TestServers.named(server, scenario.options()).freshSchema()) {
            Outcome outcome = new Play(scenario, schema).require(scenario.expected(server));
            FOUND.add(new Found(scenario.name(), server, outcome.text()));
        }
    }

    @AfterAll
    static void thePageSaysSo() throws IOException {
        List<String> names = Scenario.all().stream().map(Scenario::name).toList();
        ScenariosPage page = ScenariosPage.read();
        if (System.getProperty("osc.scenarios.page", "").equals("write")) {
            FOUND.forEach(found -> page.put(found.scenario(), found.server(), found.outcome()));
            page.write(names);
            return;
        }
        assertThat(page.scenarios()).containsExactlyInAnyOrderElementsOf(names);
        assertThat(FOUND)
                .allSatisfy(found -> assertThat(page.cell(found.scenario(), found.server()))
                        .as("docs/scenarios.md on %s, %s", found.scenario(), found.server())
                        .isEqualTo(found.outcome()));
    }
}
