// SPDX-License-Identifier: Apache-2.0
/** Change streams against real servers: every key type and row image, what ends a stream, what it survives. */
@NullMarked
package dev.osc.it.replication;

import org.jspecify.annotations.NullMarked;
