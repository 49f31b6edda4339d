// SPDX-License-Identifier: Apache-2.0
/** What the user asked for, checked: where the server is, how fast to go, how much to hold. Values only. */
@NullMarked
package dev.osc.config;

import org.jspecify.annotations.NullMarked;
