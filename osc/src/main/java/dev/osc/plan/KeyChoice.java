// SPDX-License-Identifier: Apache-2.0
package dev.osc.plan;

import dev.osc.schema.KeyShape;
import java.util.List;

/** Which key identifies a row on both sides, or why none does. */
public sealed interface KeyChoice {

    /**
     * @param why in a few words, for the plan
     * @param findings what the user should know about this key; possibly none
     */
    record Chosen(KeyShape shape, String why, List<Finding> findings) implements KeyChoice {
        public Chosen {
            findings = List.copyOf(findings);
        }
    }

    /**
     * @param rejected one for each key of the source, in its order; empty where the source has no key at all
     * @param remedy the next step
     */
    record NoneUsable(List<Rejected> rejected, String remedy) implements KeyChoice {
        public NoneUsable {
            rejected = List.copyOf(rejected);
        }

        /** One line, ending with the next step. */
        public String message() {
            if (rejected.isEmpty()) {
                return "the table has no primary key and no UNIQUE key, so osc cannot tell its rows apart: " + remedy;
            }
            return "no key identifies a row both before and after the change ("
                    + String.join(
                            "; ", rejected.stream().map(Rejected::toString).toList()) + "): " + remedy;
        }
    }

    record Rejected(String key, String why) {
        @Override
        public String toString() {
            return key + ": " + why;
        }
    }
}
