// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench;

/** Who rebuilds the table. */
enum Contestant {
    COPY("MySQL ALGORITHM=COPY"),
    INPLACE("MySQL ALGORITHM=INPLACE"),
    OSC("osc, idle server"),
    OSC_UNDER_LOAD("osc, under load");

    private final String title;

    Contestant(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
