// SPDX-License-Identifier: Apache-2.0
/**
 * The fault suite, {@code bin/chaos}: osc changes a table under eight writers while something goes wrong. Each round ends in
 * equality with a twin that the server altered itself, or in the stop that the fault must end in, with the table as it was. A
 * round is repeated by its seed; what threads and servers make of it differs, so some failures take several repeats.
 */
@NullMarked
package dev.osc.chaos;

import org.jspecify.annotations.NullMarked;
