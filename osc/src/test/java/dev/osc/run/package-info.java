// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.osc.run;

import org.jspecify.annotations.NullMarked;
