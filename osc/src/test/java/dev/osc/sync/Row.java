// SPDX-License-Identifier: Apache-2.0
package dev.osc.sync;

/**
 * A row of the model's tables.
 *
 * @param unique its value in the shadow's new UNIQUE key
 * @param version in the shadow: so that a DELETE removes only what it saw
 */
record Row(int value, int unique, int version) {

    boolean sameAs(Row other) {
        return value == other.value && unique == other.unique;
    }

    @Override
    public String toString() {
        return value + "/u" + unique;
    }
}
