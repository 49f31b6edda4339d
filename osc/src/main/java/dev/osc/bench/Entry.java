// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench;

/** A contestant and what it does when its turn has come. */
record Entry(Contestant contestant, Rebuild rebuild) {

    boolean isPeer() {
        return contestant.kind() == Contestant.Kind.PEER;
    }

    /** A peer that fails while the application writes is a finding; what fails on an idle server was called wrongly. */
    boolean mayFail() {
        return isPeer() && contestant.underLoad();
    }
}
