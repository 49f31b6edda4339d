// SPDX-License-Identifier: Apache-2.0
/**
 * Any two tables of a server compared on demand ({@code osc verify}, docs/verify.md), without a change stream: rows that
 * differ are looked at again after a while. Reads only; needs no state of a change.
 */
@NullMarked
package dev.osc.verify.tables;

import org.jspecify.annotations.NullMarked;
