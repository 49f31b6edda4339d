// SPDX-License-Identifier: Apache-2.0
/** What the page serves, and whom. */
@NullMarked
package dev.osc.page;

import org.jspecify.annotations.NullMarked;
