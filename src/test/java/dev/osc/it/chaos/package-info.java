// SPDX-License-Identifier: Apache-2.0
/** The fault suite, in short; {@code bin/chaos} plays as many rounds as wanted. */
@NullMarked
package dev.osc.it.chaos;

import org.jspecify.annotations.NullMarked;
