// SPDX-License-Identifier: Apache-2.0
/** Checks of settings that decide what a session may do and how its statements are read. */
@NullMarked
package dev.osc.engine.mysql.preflight.settings;

import org.jspecify.annotations.NullMarked;
