// SPDX-License-Identifier: Apache-2.0
/** A network that fails on demand, between osc and its server. A leaf. */
@NullMarked
package dev.osc.chaos.net;

import org.jspecify.annotations.NullMarked;
