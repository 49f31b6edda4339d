// SPDX-License-Identifier: Apache-2.0
/**
 * Executables of the operator's that osc runs at a run's turning points, named as gh-ost names them: those that come before the swap
 * can end the run, and nothing that one of them does can hold it up for ever.
 */
@NullMarked
package dev.osc.hooks;

import org.jspecify.annotations.NullMarked;
