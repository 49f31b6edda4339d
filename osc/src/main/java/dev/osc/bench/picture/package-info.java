// SPDX-License-Identifier: Apache-2.0
/** Bars on a page, as SVG: black and a few dark colours on white, in whatever sans-serif the reader has. */
@NullMarked
package dev.osc.bench.picture;

import org.jspecify.annotations.NullMarked;
