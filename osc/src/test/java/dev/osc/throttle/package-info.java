// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.osc.throttle;

import org.jspecify.annotations.NullMarked;
