// SPDX-License-Identifier: Apache-2.0
package dev.osc.hooks;

/** The operator's own words for his hooks, as gh-ost has them; empty for none. */
public record Hint(String text, String owner, String token) {}
