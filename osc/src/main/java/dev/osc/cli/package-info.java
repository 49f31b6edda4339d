// SPDX-License-Identifier: Apache-2.0
/** The command line: what users type, and the exit codes they get. */
@NullMarked
package dev.osc.cli;

import org.jspecify.annotations.NullMarked;
