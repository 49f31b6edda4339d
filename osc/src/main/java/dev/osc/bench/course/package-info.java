// SPDX-License-Identifier: Apache-2.0
/**
 * What the courses that measure osc by itself have in common: the server's options, an osc that is steered, a table whose
 * rows follow from their numbers, and figures with aims. Each course has a room of its own below.
 */
@NullMarked
package dev.osc.bench.course;

import org.jspecify.annotations.NullMarked;
