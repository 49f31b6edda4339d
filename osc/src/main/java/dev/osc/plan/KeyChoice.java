// SPDX-License-Identifier: Apache-2.0
package dev.osc.plan;

import dev.osc.schema.KeyShape;
import dev.osc.schema.TableName;
import java.util.List;

/** Which key identifies a row on both sides, or why none does. */
public sealed interface KeyChoice {

    /**
     * @param shadowKey the name of the shadow's UNIQUE key over the same columns
     * @param why in a few words, for the plan
     * @param findings what the user should know about this key; possibly none
     */
    record Chosen(KeyShape shape, String shadowKey, String why, List<Finding> findings) implements KeyChoice {
        public Chosen {
            findings = List.copyOf(findings);
        }
    }

    /**
     * @param rejected one for each UNIQUE key of the source; empty where it has none
     * @param remedy the next step
     */
    record NoneUsable(List<Rejected> rejected, String remedy) implements KeyChoice {
        public NoneUsable {
            rejected = List.copyOf(rejected);
        }

        /** Why, in one line; the next step is the remedy. */
        public String text() {
            if (rejected.isEmpty()) {
                return "the table has no primary key and no UNIQUE key, so its rows can't be told apart";
            }
            return "no key identifies a row both before and after the change ("
                    + String.join(
                            "; ", rejected.stream().map(Rejected::toString).toList()) + ")";
        }

        /** The same of two tables that no change belongs to. */
        public String between(TableName source, TableName shadow) {
            return source + " and " + shadow
                    + " have no key in common that identifies a row: a primary key, or a UNIQUE one of"
                    + " NOT NULL columns"
                    + (rejected.isEmpty()
                            ? ""
                            : " (as if a change had made the second of the first: "
                                    + String.join(
                                            "; ",
                                            rejected.stream()
                                                    .map(Rejected::toString)
                                                    .toList())
                                    + ")");
        }
    }

    record Rejected(String key, String why) {
        @Override
        public String toString() {
            return key + ": " + why;
        }
    }
}
