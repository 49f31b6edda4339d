// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.mysql;

import java.util.Optional;

/** What a trigger or foreign key is called as long as its own name is that of one of another table: one for each schema. */
final class InterimName {

    static final String SUFFIX = "_osc_new";

    private static final int LONGEST = 64;

    private InterimName() {}

    static String of(String name) {
        return name + SUFFIX;
    }

    static boolean is(String name) {
        return name.endsWith(SUFFIX);
    }

    /** The own name of an interim one. */
    static String lasting(String interim) {
        return interim.substring(0, interim.length() - SUFFIX.length());
    }

    /**
     * Why it can't have one.
     *
     * @param longer how many characters the longest name that it bears for a moment has more than its own
     */
    static Optional<String> obstacle(String name, int longer) {
        if (is(name)) {
            return Optional.of("its name ends with " + SUFFIX + ", as those do that osc gives for a moment");
        }
        return name.codePointCount(0, name.length()) + longer > LONGEST
                ? Optional.of(
                        "its name is longer than %d characters: there is no room for the one that it bears for a moment"
                                .formatted(LONGEST - longer))
                : Optional.empty();
    }

    static Optional<String> obstacle(String name) {
        return obstacle(name, SUFFIX.length());
    }
}
