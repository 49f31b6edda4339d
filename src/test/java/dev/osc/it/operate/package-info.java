// SPDX-License-Identifier: Apache-2.0
/** What an operator has in hand of a run, by the command that he types: socket, hooks, audit, status. The run is a process of its own. */
@NullMarked
package dev.osc.it.operate;

import org.jspecify.annotations.NullMarked;
