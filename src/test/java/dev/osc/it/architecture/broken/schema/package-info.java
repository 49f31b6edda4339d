// SPDX-License-Identifier: Apache-2.0
/** Breaks the rules of the house of this name, on purpose. */
@NullMarked
package dev.osc.it.architecture.broken.schema;

import org.jspecify.annotations.NullMarked;
