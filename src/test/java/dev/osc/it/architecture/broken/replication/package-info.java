// SPDX-License-Identifier: Apache-2.0
/** Breaks the rules of the room of this name, on purpose. */
@NullMarked
package dev.osc.it.architecture.broken.replication;

import org.jspecify.annotations.NullMarked;
