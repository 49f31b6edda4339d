// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.chaos.Outcome;
import dev.osc.chaos.Suite;
import dev.osc.chaos.fault.Faults;
import dev.osc.chaos.ground.Grounds;
import dev.osc.chaos.scene.Fault;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A few rounds of the fault suite. A failed one is told with the command that repeats it. */
@ServersOf({Product.MYSQL, Product.POSTGRESQL})
final class ChaosTest {

    private static final Consumer<String> OUT = System.out::println;
    private static final Path LOGS = Path.of(System.getProperty("osc.home"), "target", "chaos");

    /** Eight seeds in a row strike at all eight steps. */
    private static final int KILLS = 10;

    /** What takes some seconds; the others are bin/chaos's. */
    private static final List<Fault> BRIEF = Stream.of(
                    "term", "stop", "sessions", "server", "connections", "purged", "cut", "bit", "ddl", "event")
            .map(Faults::named)
            .toList();

    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void killedAtEveryStep(TestSchema schema) throws SQLException, InterruptedException {
        List<Outcome> outcomes = play(schema, Map.of(Faults.named("kill"), KILLS));

        assertThat(outcomes).hasSize(KILLS);
        assertThat(outcomes.stream().filter(outcome -> outcome.codes().size() > 1))
                .as("rounds in which osc was killed, and started again")
                .hasSizeGreaterThanOrEqualTo(8);
    }

    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void whateverElseGoesWrong(TestSchema schema) throws SQLException, InterruptedException {
        long applicable = BRIEF.stream()
                .filter(fault ->
                        fault.obstacle(Grounds.of(schema.server().name())).isEmpty())
                .count();

        assertThat(play(schema, BRIEF.stream().collect(Collectors.toMap(fault -> fault, _ -> 1))))
                .hasSize(Math.toIntExact(applicable));
    }

    private static List<Outcome> play(TestSchema schema, Map<Fault, Integer> rounds)
            throws SQLException, InterruptedException {
        try (Suite suite = new Suite(Grounds.of(schema.server().name()), OUT, LOGS)) {
            List<Outcome> outcomes = suite.play(rounds, 1);
            assertThat(outcomes)
                    .allSatisfy(outcome -> assertThat(outcome.problem())
                            .as("%s; again: %s; osc's log: %s", outcome.problem(), outcome.command(), outcome.log())
                            .isEmpty());
            return outcomes;
        }
    }
}
