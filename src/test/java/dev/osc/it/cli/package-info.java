// SPDX-License-Identifier: Apache-2.0
/**
 * What a user can get wrong, end to end: the message, the exit code, and what is left behind. {@link
 * dev.osc.it.cli.Osc#run} runs the command in this JVM, {@link dev.osc.it.cli.Osc#start} as the process that users start.
 */
@NullMarked
package dev.osc.it.cli;

import org.jspecify.annotations.NullMarked;
