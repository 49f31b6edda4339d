// SPDX-License-Identifier: Apache-2.0
/** What must be so on a MySQL server before anything is touched: {@code facts} are asked for once, one check a file judges them. */
@NullMarked
package dev.osc.engine.mysql.preflight;

import org.jspecify.annotations.NullMarked;
