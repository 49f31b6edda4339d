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
import dev.osc.it.servers.TestServers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A few rounds of the fault suite. A failed one is told with the command that repeats it. */
@ServersOf({Product.MYSQL, Product.POSTGRESQL})
final class ChaosTest {

    private static final Consumer<String> OUT = System.out::println;
    private static final Path LOGS = Path.of(System.getProperty("osc.home"), "target", "chaos");

    /** So many seeds in a row strike at all eight steps. */
    private static final int KILLS = 8;

    /** What takes some seconds; the others are bin/chaos's. At even places what only MySQL's log can meet, too. */
    private static final List<Fault> BRIEF = Stream.of(
                    "term", "stop", "bit", "server", "event", "sessions", "connections", "purged", "cut", "ddl")
            .map(Faults::named)
            .toList();

    /** Where nobody has chosen servers each product is struck at half of the steps, and the two of them at all. */
    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void killedAtEveryStep(TestSchema schema) throws SQLException, InterruptedException {
        int kills = shared() ? KILLS / 2 : KILLS;
        int first = shared() && isPostgres(schema) ? 1 + kills : 1;
        List<Outcome> outcomes = play(schema, Map.of(Faults.named("kill"), kills), first);

        assertThat(outcomes).hasSize(kills);
        assertThat(outcomes.stream().filter(outcome -> outcome.codes().size() > 1))
                .as("rounds in which osc was killed, and started again")
                .hasSizeGreaterThanOrEqualTo(kills - 1);
    }

    /** Where nobody has chosen servers one half of the faults is MySQL's, the other PostgreSQL's. */
    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void whateverElseGoesWrong(TestSchema schema) throws SQLException, InterruptedException {
        List<Fault> faults = IntStream.range(0, BRIEF.size())
                .filter(i -> !shared() || i % 2 == (isPostgres(schema) ? 1 : 0))
                .mapToObj(BRIEF::get)
                .toList();
        long applicable = faults.stream()
                .filter(fault ->
                        fault.obstacle(Grounds.of(schema.server().name())).isEmpty())
                .count();

        assertThat(play(schema, faults.stream().collect(Collectors.toMap(fault -> fault, _ -> 1)), 1))
                .hasSize(Math.toIntExact(applicable));
    }

    private static boolean shared() {
        return !TestServers.areChosen();
    }

    private static boolean isPostgres(TestSchema schema) {
        return schema.server().name().startsWith("postgresql");
    }

    private static List<Outcome> play(TestSchema schema, Map<Fault, Integer> rounds, int first)
            throws SQLException, InterruptedException {
        try (Suite suite = new Suite(Grounds.of(schema.server().name()), OUT, LOGS)) {
            List<Outcome> outcomes = suite.play(rounds, first);
            assertThat(outcomes)
                    .allSatisfy(outcome -> assertThat(outcome.problem())
                            .as("%s; again: %s; osc's log: %s", outcome.problem(), outcome.command(), outcome.log())
                            .isEmpty());
            return outcomes;
        }
    }
}
