// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** All rounds. */
record Result(Course course, Map<Contestant, List<Measured>> runs) {

    /** Of the rounds; the middle one of an even number is the lower. */
    record Spread(double median, double least, double most) {

        static Spread of(List<Double> values) {
            List<Double> sorted = values.stream().sorted().toList();
            return new Spread(sorted.get((sorted.size() - 1) / 2), sorted.getFirst(), sorted.getLast());
        }
    }

    /** Empty when the contestant did not run or has no such figure. */
    Optional<Spread> spread(Contestant contestant, Measured.Figure figure) {
        List<Double> values = of(contestant, figure);
        return values.isEmpty() ? Optional.empty() : Optional.of(Spread.of(values));
    }

    /** How much faster than another, round by round: neighbours in time share what else the machine did. */
    Optional<Spread> ratio(Contestant than, Contestant contestant, Measured.Figure seconds) {
        return over(of(than, Measured.Figure.SECONDS), of(contestant, seconds));
    }

    /** The load's figure during the change over the same before, round by round. */
    Optional<Spread> slowdown(Measured.Figure during, Measured.Figure before) {
        return over(of(Contestant.OSC_UNDER_LOAD, during), of(Contestant.OSC_UNDER_LOAD, before));
    }

    private List<Double> of(Contestant contestant, Measured.Figure figure) {
        return runs.getOrDefault(contestant, List.of()).stream()
                .flatMap(run -> Optional.ofNullable(run.figures().get(figure)).stream())
                .toList();
    }

    private static Optional<Spread> over(List<Double> above, List<Double> below) {
        return above.size() != below.size() || above.isEmpty()
                ? Optional.empty()
                : Optional.of(Spread.of(IntStream.range(0, above.size())
                        .mapToObj(round -> above.get(round) / below.get(round))
                        .toList()));
    }

    static Map<Contestant, List<Measured>> none() {
        return new EnumMap<>(Contestant.class);
    }
}
