// SPDX-License-Identifier: Apache-2.0
/** A run's page: asked over HTTP, and looked at and steered in a real browser. */
@NullMarked
package dev.osc.it.page;

import org.jspecify.annotations.NullMarked;
