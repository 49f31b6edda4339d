// SPDX-License-Identifier: Apache-2.0
/** What ends a run other than success: the message a person reads at 3 a.m. and the exit code a job sees. A leaf. */
@NullMarked
package dev.osc.failure;

import org.jspecify.annotations.NullMarked;
