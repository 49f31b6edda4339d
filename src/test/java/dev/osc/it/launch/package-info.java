// SPDX-License-Identifier: Apache-2.0
/** The scripts of {@code bin}, run as a person runs them; {@code bin/osc} on the jars of this build. */
@NullMarked
package dev.osc.it.launch;

import org.jspecify.annotations.NullMarked;
