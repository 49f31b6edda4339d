// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.osc.progress;

import org.jspecify.annotations.NullMarked;
