// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench.course.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** How many rows were copied at which moments of a copy. Confined to one thread. */
final class Progress {

    /** With fewer moments a tenth of the copy is not told from its neighbour. */
    private static final int ENOUGH = 40;

    private record Moment(long at, long rows) {}

    private final long all;
    private final List<Moment> moments = new ArrayList<>();

    Progress(long all) {
        this.all = all;
    }

    void add(long at, long rows) {
        if (moments.isEmpty() || rows > moments.getLast().rows()) {
            moments.add(new Moment(at, rows));
        }
    }

    /** Microseconds for a row of that tenth, from 0 on; empty where too little was seen. */
    OptionalDouble microsOfTenth(int tenth) {
        if (moments.size() < ENOUGH) {
            return OptionalDouble.empty();
        }
        double begin = all * tenth / 10.0;
        // the end of the copy is not seen: the last look is some chunks short of it
        double end =
                Math.min(all * (tenth + 1) / 10.0, (double) moments.getLast().rows());
        if (begin < moments.getFirst().rows() || end - begin < all / 20.0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of((at(end) - at(begin)) / 1e3 / (end - begin));
    }

    /** When so many were copied, between two looks. */
    private double at(double rows) {
        for (int i = 1; i < moments.size(); i++) {
            Moment before = moments.get(i - 1);
            Moment after = moments.get(i);
            if (after.rows() >= rows) {
                double share = (rows - before.rows()) / (after.rows() - before.rows());
                return before.at() + share * (after.at() - before.at());
            }
        }
        return moments.getLast().at();
    }
}
