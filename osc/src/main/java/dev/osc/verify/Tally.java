// SPDX-License-Identifier: Apache-2.0
package dev.osc.verify;

/**
 * Rows of one range, at one moment.
 *
 * @param source rows of the source
 * @param shadow rows of the shadow
 * @param same rows that both have, with the same values
 */
public record Tally(long source, long shadow, long same) {

    public boolean agrees() {
        return source == same && shadow == same;
    }
}
