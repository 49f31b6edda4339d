// SPDX-License-Identifier: Apache-2.0
package dev.osc.config;

/** A password. Never printed: only whoever connects reveals it. */
public final class Secret {

    public static final Secret NONE = new Secret("");

    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "***";
    }
}
