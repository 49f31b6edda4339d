// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.postgres.estate;

/** An object that the swap has to do with. */
public sealed interface Dependent {

    /** In the user's words, such as {@code trigger}. */
    String kind();

    /** As the server writes it. */
    String name();

    /** @param how what the swap does with it */
    record Carries(String kind, String name, String how) implements Dependent {}

    /**
     * Stops the change before anything starts.
     *
     * @param why why it can't be carried
     * @param advice what to do about it
     */
    record Hinders(String kind, String name, String why, String advice) implements Dependent {

        @Override
        public String toString() {
            return kind + " " + name + ": " + why + "; " + advice;
        }
    }
}
