// SPDX-License-Identifier: Apache-2.0
/**
 * What a round of the fault suite is made of: a table and its twin under writers ({@link dev.osc.chaos.scene.Scene}), osc as a
 * process of its own ({@link dev.osc.chaos.scene.OscRun}), a moment, and a fault.
 */
@NullMarked
package dev.osc.chaos.scene;

import org.jspecify.annotations.NullMarked;
