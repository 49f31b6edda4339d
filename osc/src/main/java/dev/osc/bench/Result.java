// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench;

import dev.osc.bench.Measured.Figure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All rounds.
 *
 * @param runs by the contestant's id; a run that was not proved is not there
 */
record Result(Course course, Map<String, List<Measured>> runs, List<Finding> findings) {

    /**
     * A run of a peer that has no figures, and why.
     *
     * @param contestant its id
     */
    record Finding(String contestant, int round, String what) {}

    /** Of the rounds; the middle one of an even number is the lower. */
    record Spread(double median, double least, double most) {

        static Optional<Spread> of(Stream<Double> values) {
            List<Double> sorted = values.sorted().toList();
            return sorted.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Spread(sorted.get((sorted.size() - 1) / 2), sorted.getFirst(), sorted.getLast()));
        }
    }

    /** Those with figures, in the order of the tables. */
    List<Contestant> measured() {
        return course.contestants().stream()
                .filter(contestant -> runs.containsKey(contestant.id()))
                .toList();
    }

    /** Empty when the contestant did not run or has no such figure. */
    Optional<Spread> spread(String contestant, Figure figure) {
        return Spread.of(of(contestant, figure).values().stream());
    }

    /** How much faster than the yardstick, round by round: neighbours in time share what else the machine did. */
    Optional<Spread> ratio(String contestant, Figure seconds) {
        return ratio(course.yardstick(), contestant, seconds);
    }

    Optional<Spread> ratio(String than, String contestant, Figure seconds) {
        return over(of(than, Figure.SECONDS), of(contestant, seconds));
    }

    /** The load's figure during the change over the same before, round by round. */
    Optional<Spread> slowdown(String contestant, Figure during, Figure before) {
        return over(of(contestant, during), of(contestant, before));
    }

    /** The speed of a contestant under load as part of that of the same on an idle server: of its copy, where that is told. */
    Optional<Spread> ofIdle(Contestant contestant) {
        String idle = contestant.id().replace("-under-load", "");
        Figure seconds = of(idle, Figure.COPY_SECONDS).isEmpty() ? Figure.SECONDS : Figure.COPY_SECONDS;
        return over(of(idle, seconds), of(contestant.id(), seconds));
    }

    /** How many transactions were turned away in all rounds, by the server's code. */
    Map<String, Integer> errors(String contestant) {
        Map<String, Integer> all = new TreeMap<>();
        runs.getOrDefault(contestant, List.of())
                .forEach(run -> run.errors().forEach((code, times) -> all.merge(code, times, Integer::sum)));
        return all;
    }

    /** What is noted of its runs, each once. */
    String note(String contestant) {
        return runs.getOrDefault(contestant, List.of()).stream()
                .map(Measured::note)
                .filter(note -> !note.isEmpty())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private Map<Integer, Double> of(String contestant, Figure figure) {
        return runs.getOrDefault(contestant, List.of()).stream()
                .filter(run -> run.figures().containsKey(figure))
                .collect(Collectors.toMap(Measured::round, run -> run.figures().getOrDefault(figure, 0.0)));
    }

    private static Optional<Spread> over(Map<Integer, Double> above, Map<Integer, Double> below) {
        return Spread.of(above.entrySet().stream()
                .filter(round -> below.containsKey(round.getKey()))
                .map(round -> round.getValue() / below.getOrDefault(round.getKey(), 1.0)));
    }
}
