// SPDX-License-Identifier: Apache-2.0
/**
 * The rules of the house that a machine can hold: which room may know which. The tree under {@code broken} breaks each rule once,
 * to show that it can fail.
 */
@NullMarked
package dev.osc.it.architecture;

import org.jspecify.annotations.NullMarked;
