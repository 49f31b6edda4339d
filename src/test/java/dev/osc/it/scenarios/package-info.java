// SPDX-License-Identifier: Apache-2.0
/**
 * Scenarios as data: a folder each in {@code src/test/resources/scenarios}, played on every server that can hold it. A new case is
 * a folder, no code; docs/scenarios.md says what is in it, and what came of each.
 */
@NullMarked
package dev.osc.it.scenarios;

import org.jspecify.annotations.NullMarked;
