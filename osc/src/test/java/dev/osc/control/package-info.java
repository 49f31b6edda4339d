// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.osc.control;

import org.jspecify.annotations.NullMarked;
