// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.osc.bench.load;

import org.jspecify.annotations.NullMarked;
