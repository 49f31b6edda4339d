// SPDX-License-Identifier: Apache-2.0
/** What a command line says: the options, and all that is wrong with them told at once. */
@NullMarked
package dev.osc.cli.options;

import org.jspecify.annotations.NullMarked;
