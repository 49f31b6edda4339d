// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.osc.hooks;

import org.jspecify.annotations.NullMarked;
