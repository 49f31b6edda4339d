// SPDX-License-Identifier: Apache-2.0
/**
 * A run over HTTP, for people and for monitoring: {@link dev.osc.page.Page} serves the operator's page, {@code /metrics},
 * {@code /healthz} and {@code /api/…}. What it shows is {@link dev.osc.status.Status}; what it is told goes to the console, and only
 * with the token. Clients never hold up the run: each has a virtual thread, there is a bound to their number and their time, and
 * what they ask for is made at most five times a second.
 */
@NullMarked
package dev.osc.page;

import org.jspecify.annotations.NullMarked;
