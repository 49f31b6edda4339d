// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench.picture;

import java.util.OptionalDouble;

/**
 * A bar of a chart.
 *
 * @param value its length
 * @param least where the line on it begins
 * @param most where that ends
 * @param text right of it
 * @param mark another value, shown as a diamond
 */
public record Bar(String label, double value, double least, double most, String text, Tone tone, OptionalDouble mark) {

    /** Who it stands for. */
    public enum Tone {
        OURS("#1f5fa8"),
        OTHERS("#8a6d3b"),
        MEASURE("#7a7f87");

        private final String colour;

        Tone(String colour) {
            this.colour = colour;
        }

        String colour() {
            return colour;
        }
    }

    double longest() {
        return Math.max(most, mark.orElse(most));
    }
}
