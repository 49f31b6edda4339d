// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.cutover.AttemptLimits;
import dev.osc.cutover.CutoverAttempts;
import dev.osc.cutover.StepListener;
import dev.osc.cutover.SwapOutcome;
import dev.osc.cutover.SwapOutcome.Swapped;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.TestSchema;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;

/** Trap 35: cut-over after cut-over under writers. */
final class RepeatedSwapTest {

    private static final int ROUNDS = 50;
    private static final int WRITERS = 8;

    @OnEachServer(everywhere = true, also = "mysql-8.0.12")
    void losesNoWrite(TestSchema schema) throws SQLException {
        Shop shop = new Shop(schema);
        CutoverAttempts attempts = new CutoverAttempts(
                shop.cutover(StepListener.NONE),
                new AttemptLimits(3, Duration.ofMillis(10), Duration.ofMillis(100)),
                Shop.PAUSE,
                System::nanoTime,
                new Random(7));
        Duration longestBlock = Duration.ZERO;
        try (Writers writers = new Writers(schema, WRITERS)) {
            for (int round = 1; round <= ROUNDS; round++) {
                SwapOutcome outcome = attempts.run(shop.swap(Duration.ofSeconds(3)), shop);

                assertThat(outcome).as("round %s", round).isInstanceOf(Swapped.class);
                Duration blocked = ((Swapped) outcome).blocked();
                longestBlock = blocked.compareTo(longestBlock) > 0 ? blocked : longestBlock;
                writers.awaitProgress();
                shop.requireNothingWrittenToRetired();
                shop.turnRound();
            }
            writers.requireNothingLost();
            assertThat(shop.tables()).containsExactly("orders", "orders_osc_new");
            System.out.printf(
                    "%s: %d cut-overs under %d writers, %s rows, longest write stall %d ms, longest time blocked %d ms%n",
                    schema,
                    ROUNDS,
                    WRITERS,
                    schema.rows("SELECT COUNT(*) FROM orders").getFirst(),
                    writers.longestStall().toMillis(),
                    longestBlock.toMillis());
        }
    }
}
