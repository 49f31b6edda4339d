// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.osc.status;

import org.jspecify.annotations.NullMarked;
